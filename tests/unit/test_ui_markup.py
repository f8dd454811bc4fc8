import pytest

from carbon.ui.markup import Safe, html, plain, unbroken


def test_values_from_outside_are_escaped() -> None:
    told = html('<p title="$a">$b</p>', a='"><script>', b="a/b & <b>")
    assert told == '<p title="&quot;&gt;&lt;script&gt;">a/b &amp; &lt;b&gt;</p>'


def test_what_the_app_made_itself_is_not_escaped_again() -> None:
    assert html("<p>$inner</p>", inner=Safe(html("<b>$x</b>", x="<"))) == "<p><b>&lt;</b></p>"


def test_markdown_from_outside_is_shown_as_it_is_written() -> None:
    assert plain("**a** [b](c)\n# d $x$ :red[e]") == r"\*\*a\*\* \[b\]\(c\) \# d \$x\$ \:red\[e\]"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("24.7 t and 5 g, likely 2 mg to 7 kg", "24.7~t and 5~g, likely 2~mg to 7~kg"),
        ("83 % of 268 MB, 842 k downloads", "83~% of 268~MB, 842~k downloads"),
        ("2 h, 1.5 kWh, 3.3 × as much", "2~h, 1.5~kWh, 3.3~× as much"),
        ("n = 1,126 of 4 models", "n~=~1,126 of 4 models"),
        ("5 grams in 3 times, 2 hours, 7 Grams", "5 grams in 3 times, 2 hours, 7 Grams"),
    ],
)
def test_a_number_and_its_unit_stay_on_one_line(told: str, kept: str) -> None:
    assert unbroken(told) == kept.replace("~", "\u202f")
