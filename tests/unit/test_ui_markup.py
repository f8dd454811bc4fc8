from carbon.ui.markup import Safe, html, plain


def test_values_from_outside_are_escaped() -> None:
    told = html('<p title="$a">$b</p>', a='"><script>', b="a/b & <b>")
    assert told == '<p title="&quot;&gt;&lt;script&gt;">a/b &amp; &lt;b&gt;</p>'


def test_what_the_app_made_itself_is_not_escaped_again() -> None:
    assert html("<p>$inner</p>", inner=Safe(html("<b>$x</b>", x="<"))) == "<p><b>&lt;</b></p>"


def test_markdown_from_outside_is_shown_as_it_is_written() -> None:
    assert plain("**a** [b](c)\n# d $x$ :red[e]") == r"\*\*a\*\* \[b\]\(c\) \# d \$x\$ \:red\[e\]"
