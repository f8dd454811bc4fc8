"""Which models belong to one project."""

import pytest

from carbon.card.project import project_of


@pytest.mark.parametrize(
    ("model", "project"),
    [
        ("me/autotrain-x-123456", "me/autotrain-x"),
        ("me/autotrain-comments-1344451577", "me/autotrain-comments"),
        ("me/autonlp-Doctor_DE-99", "me/autonlp-Doctor_DE"),
        ("me/telegram-46622115298", "me/telegram"),
        ("me/autotrain-a-12-34", "me/autotrain-a"),
    ],
)
def test_numbered_siblings_share_a_project(model, project):
    assert project_of(model) == project


@pytest.mark.parametrize("model", ["gpt2", "me/llama-7b", "me/bert-2023", "me/model-512", "me/1234567", "me/v1.0"])
def test_sizes_years_and_versions_are_part_of_the_name(model):
    assert project_of(model) == model


def test_owners_keep_their_projects_apart():
    assert project_of("a/x-123456") != project_of("b/x-123456")
