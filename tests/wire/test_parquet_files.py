"""Files of a public data set over HTTP: what is there, what is fetched again, and what is believed."""

from __future__ import annotations

import hashlib
from datetime import datetime

import pytest
from huggingface_hub.errors import HfHubHTTPError, RevisionNotFoundError

from carbon.hub import parquet_files as module
from carbon.hub.errors import HubGaveUp, HubRefused, UnusableAnswer
from carbon.hub.parquet_files import Commit, download, latest_commit, parquet_files, sweep

REPO = "ada/tables"
CONTENT = bytes(range(256)) * 400
FILES = {f"data/part-{number}.parquet": CONTENT + bytes([number]) for number in range(3)}


@pytest.fixture
def hub(hub, monkeypatch):
    hub.add_dataset(REPO, {**FILES, "README.md": b"# Tables"})
    monkeypatch.setattr("carbon.hub.download.CHUNK", 1000)
    return hub


@pytest.fixture
def commit(hub, connect) -> Commit:
    return latest_commit(connect(), REPO)


def fetched(hub) -> list[str | None]:
    """The ranges that files were asked for with."""
    return [r.headers.get("range") for r in hub.requests if "/resolve/" in r.path]


def first(client, commit):
    return parquet_files(client, commit)[0]


def test_the_files_of_a_commit_are_listed_over_several_pages(hub, connect, commit):
    assert commit == Commit(REPO, "c" * 40, datetime(2026, 11, 20, 6))
    files = parquet_files(connect(), commit)
    assert [(file.path, file.size) for file in files] == [(path, len(data)) for path, data in FILES.items()]
    assert files[0].sha256 == hashlib.sha256(FILES["data/part-0.parquet"]).hexdigest()


def test_a_file_comes_whole_and_is_not_fetched_twice(hub, connect, commit, tmp_path):
    seen = []
    path = download(connect(), commit, first(connect(), commit), tmp_path / "new", seen.append)
    assert path.read_bytes() == FILES["data/part-0.parquet"]
    assert seen[-1] == len(FILES["data/part-0.parquet"])
    assert download(connect(), commit, first(connect(), commit), tmp_path / "new") == path
    assert fetched(hub) == [None]


def test_what_an_earlier_process_has_fetched_is_gone_on_with(hub, connect, commit, tmp_path):
    file = first(connect(), commit)
    (tmp_path / f"{file.sha256}.part").write_bytes(FILES[file.path][:1000])
    path = download(connect(), commit, file, tmp_path)
    assert path.read_bytes() == FILES[file.path]
    assert fetched(hub) == ["bytes=1000-"]
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("left_over", [b"x" * 1000, b"x" * 10**6])
def test_a_left_over_that_is_no_part_of_the_file_is_fetched_anew(hub, connect, commit, tmp_path, left_over):
    file = first(connect(), commit)
    (tmp_path / f"{file.sha256}.part").write_bytes(left_over)
    assert download(connect(), commit, file, tmp_path).read_bytes() == FILES[file.path]


@pytest.mark.parametrize("fault", ["dropped", "cut_off", "truncated", "html"])
def test_a_passing_fault_costs_no_byte_twice_and_no_wrong_one(hub, connect, commit, tmp_path, fault):
    file = first(connect(), commit)
    getattr(hub.faults, fault)(path=f"/datasets/{REPO}/resolve")
    assert download(connect(), commit, file, tmp_path).read_bytes() == FILES[file.path]
    if fault == "cut_off":
        assert fetched(hub)[-1].startswith("bytes=")


def test_a_wait_that_the_hub_asks_for_is_obeyed(hub, connect, commit, tmp_path, clock):
    file = first(connect(), commit)
    hub.faults.status(429, headers={"retry-after": "40"}, path=f"/datasets/{REPO}/resolve", times=6)
    assert download(connect(), commit, file, tmp_path).read_bytes() == FILES[file.path]
    assert clock.slept >= 40


def test_a_hub_that_stays_down_is_given_up_and_what_came_is_kept(hub, connect, commit, tmp_path):
    file = first(connect(), commit)
    (tmp_path / f"{file.sha256}.part").write_bytes(FILES[file.path][:1000])
    hub.faults.status(503, path=f"/datasets/{REPO}/resolve", times=None)
    with pytest.raises(HubGaveUp, match="status 503"):
        download(connect(give_up_s=5), commit, file, tmp_path)
    assert (tmp_path / f"{file.sha256}.part").stat().st_size == 1000


def test_a_file_that_keeps_coming_damaged_is_named(hub, connect, commit, tmp_path):
    file = first(connect(), commit)
    hub.files[REPO][file.path] = CONTENT + b"!"
    with pytest.raises(UnusableAnswer, match=r"part-0\.parquet came damaged 2 times"):
        download(connect(), commit, file, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_large_files_come_from_another_host_and_nothing_secret_goes_there(
    hub, other_hub, connect, commit, tmp_path, monkeypatch
):
    monkeypatch.setenv("HF_TOKEN", "hf_good")
    hub.large_files_at = other_hub
    client = connect("hf_good")
    file = first(client, commit)
    other_hub.faults.cut_off(path="/elsewhere/")
    assert download(client, commit, file, tmp_path).read_bytes() == FILES[file.path]
    assert len(other_hub.requests) == 2
    assert all("authorization" not in request.headers for request in other_hub.requests)
    assert all("authorization" not in r.headers for r in hub.requests if "/resolve/" in r.path)


def test_a_commit_that_is_gone_is_told_apart(hub, connect, tmp_path):
    old = Commit(REPO, "0" * 40, datetime(2026, 1, 1))
    with pytest.raises(RevisionNotFoundError):
        parquet_files(connect(), old)
    with pytest.raises(HfHubHTTPError):
        download(connect(), old, first(connect(), latest_commit(connect(), REPO)), tmp_path)


def test_a_data_set_that_is_not_there_is_named(hub, connect):
    with pytest.raises(HubRefused, match="no public data set no/such"):
        latest_commit(connect(), "no/such")


@pytest.mark.parametrize("told", [{"sha": "main"}, {"lastModified": "yesterday"}, {"sha": None}])
def test_a_data_set_without_a_commit_is_named(hub, connect, told):
    hub.datasets[REPO] |= told
    with pytest.raises(UnusableAnswer, match="tells no commit"):
        latest_commit(connect(), REPO)


def test_a_path_from_the_wire_never_becomes_one_on_the_disk(hub, connect, commit, tmp_path):
    hub.files[REPO] = {"../../outside.parquet": CONTENT, "data/inside.parquet": CONTENT}
    outside = parquet_files(connect(), commit)[0]
    assert outside.path == "../../outside.parquet"
    with pytest.raises((HfHubHTTPError, HubGaveUp)):
        download(connect(give_up_s=5), commit, outside, tmp_path / "deep")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] in ([], [f"{outside.sha256}.part"])


def test_a_full_disk_is_told_before_the_download(hub, connect, commit, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SPARE_BYTES", 10**18)
    with pytest.raises(OSError, match="GB are needed for a download"):
        download(connect(), commit, first(connect(), commit), tmp_path)
    assert fetched(hub) == []


def test_downloads_of_other_commits_are_swept_away(hub, connect, commit, tmp_path):
    file = first(connect(), commit)
    path = download(connect(), commit, file, tmp_path)
    (tmp_path / f"{'0' * 64}.part").write_bytes(b"x")
    sweep(tmp_path, commit, [file])
    assert list(tmp_path.iterdir()) == [path]
    sweep(tmp_path, commit)
    assert list(tmp_path.iterdir()) == []
