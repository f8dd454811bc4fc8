"""Links and redirects at the endpoint are followed, by hand and without end to no list."""

import pytest

from carbon.hub.errors import HubRefused, StuckPaging
from carbon.hub.models import ModelPages, model_detail

PATH = "/api/models"


def test_the_next_path_is_relative_so_that_it_outlives_the_address(hub, connect):
    answer = connect().get(PATH, [("limit", "2"), ("sort", "createdAt")])
    assert answer.next_path.startswith("/api/models?limit=2&sort=createdAt&cursor=")


def test_a_saved_path_goes_on_at_another_port(hub, other_hub, connect, models):
    first = next(iter(ModelPages(connect(), ("likes",), limit=4)))
    rest = ModelPages(connect(endpoint=other_hub.url), ("likes",), next_path=first.next_path)
    found = [item["id"] for page in [first, *rest] for item in page.items]
    assert found == [model["id"] for model in models]


@pytest.mark.parametrize(
    ("header", "path"),
    [
        ('</api/models?cursor=a>; rel="next"', "/api/models?cursor=a"),
        ("<?cursor=a>; rel=next", "/api/models?cursor=a"),
        ('<{url}/api/models?cursor=a%3D%3D>; rel="next"', "/api/models?cursor=a%3D%3D"),
        ('</x>; rel="prev", </api/models?cursor=b,c>; title="t"; rel="next"', "/api/models?cursor=b,c"),
        ('</x>; rel="prev"', None),
        ("nonsense", None),
        ("", None),
    ],
)
def test_only_the_next_relation_of_a_link_header_counts(hub, connect, header, path):
    hub.faults.status(200, b"[]", headers={"link": header.replace("{url}", hub.url)})
    assert connect().get(PATH).next_path == path


def test_a_page_that_names_itself_as_the_next_is_an_error(hub, connect):
    hub.faults.stuck_link(skip=1)
    with pytest.raises(StuckPaging, match="never end"):
        list(ModelPages(connect(), ("likes",), limit=4))
    assert len(hub.requests) == 2


def test_a_page_that_names_an_earlier_one_as_the_next_is_an_error(hub, connect):
    hub.faults.link("/api/models?limit=4&sort=createdAt&expand=likes", skip=1)
    with pytest.raises(StuckPaging):
        list(ModelPages(connect(), ("likes",), limit=4))
    assert len(hub.requests) == 2


def test_a_renamed_model_is_found_under_its_new_name(hub, connect, events):
    hub.renamed["ada/old-name"] = "ada/plain-number"
    assert model_detail(connect(), "ada/old-name")["id"] == "ada/plain-number"
    assert [event.kind for event in events] == ["redirect"]


def test_redirects_in_a_circle_are_refused(hub, connect):
    hub.renamed.update({"a/b": "c/d", "c/d": "a/b"})
    with pytest.raises(HubRefused, match="more than 5 times"):
        model_detail(connect(), "a/b")
    assert len(hub.requests) == 6


def test_a_redirect_without_a_target_is_refused(hub, connect):
    hub.faults.status(302, headers={"location": "mailto:hub@example.org"})
    with pytest.raises(HubRefused):
        connect().get(PATH)


def test_an_endpoint_below_a_path_keeps_its_path(hub, connect):
    client = connect(endpoint=f"{hub.url}/mirror")
    hub.faults.status(200, b"[]", headers={"link": f'<{hub.url}/mirror/api/models?cursor=a>; rel="next"'})
    assert client.get(PATH).next_path == "/api/models?cursor=a"
    assert hub.requests[0].path == "/mirror/api/models"
