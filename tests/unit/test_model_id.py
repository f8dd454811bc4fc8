import pytest

from carbon.model_id import is_old_id, model_id_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("openai/whisper-large-v3", "openai/whisper-large-v3"),
        ("  a/b ", "a/b"),
        ("https://huggingface.co/a/b", "a/b"),
        ("http://www.huggingface.co/a/b/", "a/b"),
        ("huggingface.co/a/b/tree/main/folder", "a/b"),
        ("https://hf.co/a/b?library=transformers#usage", "a/b"),
        ("https://huggingface.co/models/a/b", "a/b"),
        ("https://huggingface.co/gpt2", "gpt2"),
        ("https://huggingface.co/gpt2/tree/main", "gpt2"),
        ("https://huggingface.co/a%2Eb/c", "a.b/c"),
    ],
)
def test_an_id_and_a_link_to_a_model_name_it(text: str, expected: str) -> None:
    assert model_id_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bloom",
        "a/b/c",
        "../etc",
        "a/<script>",
        "https://example.org/a/b",
        "https://huggingface.co.evil.org/a/b",
        "https://huggingface.co/",
        "https://huggingface.co/datasets/a/b",
        "https://huggingface.co/spaces/a/b",
        "x" * 100_000,
    ],
)
def test_everything_else_names_no_model_for_certain(text: str) -> None:
    assert model_id_of(text) is None


@pytest.mark.parametrize(("text", "can_be"), [("gpt2", True), ("bert-base", True), ("a b", False), ("a/b", False)])
def test_what_has_one_part_can_be_an_old_id(text: str, can_be: bool) -> None:
    assert is_old_id(text) is can_be
