"""The desk: one published run for everybody, kept whole, compared with what is now, and nothing beyond one's rights."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from shop import OTHER, edit, open_shop

from assistant.access import LOCAL, Asker, asker
from assistant.domain.run import Day
from assistant.errors import DataError, StoreError, UnknownNameError, UsageError
from assistant.segmentation.operations import Desk
from assistant.segmentation.scoring import Scoring, score
from assistant.workspace import Workspace

DAY = date(2026, 11, 20)
TODAY = date(2026, 11, 23)


def desk(workspace: Workspace, wanted: date | None = DAY, *, insisted: bool = False) -> Desk:
    return Desk(workspace, Day(today=TODAY, wanted=wanted, insisted=insisted))


def publish(workspace: Workspace, day: date = DAY, who: Asker = LOCAL) -> Scoring:
    made = desk(workspace, day)
    scoring = made.score(who)
    made.publish(who, scoring)
    return scoring


def written(scoring: Scoring, folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in scoring.write(folder)}


def test_a_published_run_answers_the_same_whatever_becomes_of_the_workspace(tmp_path: Path) -> None:
    """With tables, segment model and overrides changed or gone, the files of the run are byte-identical."""
    workspace = open_shop(tmp_path / "shop")
    (workspace.knowledge / "overrides.yaml").write_text(
        "- {account: '005', segment: invest, reason: R., approved_by: V}\n", encoding="utf-8"
    )
    before = written(publish(workspace), tmp_path / "before")
    shutil.rmtree(workspace.knowledge / "crm")
    (workspace.knowledge / "overrides.yaml").unlink()
    edit(workspace, "segments.yaml", "at_least: 20", "at_least: 10")
    assert written(desk(workspace).read(LOCAL), tmp_path / "after") == before


def test_without_a_published_run_the_tables_answer(tmp_path: Path) -> None:
    """Reading before anything was published is scoring, and reading makes no folder."""
    workspace = open_shop(tmp_path / "shop")
    assert desk(workspace).read(LOCAL).run == score(workspace, as_of=DAY).run
    assert desk(workspace).answers_from() is None
    assert not workspace.state.exists()


def test_a_run_keeps_the_tables_that_stood_in(tmp_path: Path) -> None:
    """`--table` files are part of the run: they may be gone when it is read."""
    workspace = open_shop(tmp_path / "shop")
    export = tmp_path / "export.csv"
    export.write_text("account_id,name,owner,beds,last_order\n9,Only,sal,400,2026-11-01\n", encoding="utf-8")
    made = desk(workspace)
    made.publish(LOCAL, made.score(LOCAL, tables={"accounts": export}))
    export.unlink()
    assert [account.id for account in desk(workspace).read(LOCAL).accounts()] == ["009"]


def test_the_day_of_the_published_run_holds_unless_another_is_asked_for(tmp_path: Path) -> None:
    """A day that is only set does not move the published run; one asked for in the call does, on the same tables."""
    workspace = open_shop(tmp_path / "shop")
    publish(workspace, date(2026, 11, 15))
    assert desk(workspace, DAY).read(LOCAL).as_of == date(2026, 11, 15)
    assert desk(workspace, None).as_of == date(2026, 11, 15)
    later = desk(workspace, date(2027, 6, 1), insisted=True).read(LOCAL)
    assert later.as_of == date(2027, 6, 1)
    assert later.summary().accounts.by_segment["invest"] == 0


def test_live_reads_the_tables_beside_a_published_run(tmp_path: Path) -> None:
    """A live desk sees the change that the published run does not have."""
    workspace = open_shop(tmp_path / "shop")
    publish(workspace)
    edit(workspace, "crm/accounts.csv", "Elm,ines,20", "Elm,ines,150")
    live = Desk(workspace, Day(today=TODAY, wanted=DAY), live=True)
    assert live.read(LOCAL).receipt("account", "005").segment == "grow"
    assert desk(workspace).read(LOCAL).receipt("account", "005").segment == "monitor"


def test_what_changed_while_it_was_scored_is_not_published(tmp_path: Path) -> None:
    """The copy must be the bytes that were scored; otherwise nothing is published and what was read stays."""
    workspace = open_shop(tmp_path / "shop")
    first = publish(workspace)
    edit(workspace, "crm/accounts.csv", "Elm,ines,20", "Elm,ines,150")
    made = desk(workspace)
    scoring = made.score(LOCAL)
    edit(workspace, "crm/accounts.csv", "Elm,ines,150", "Elm,ines,250")
    with pytest.raises(DataError, match="changed while it was scored"):
        made.publish(LOCAL, scoring)
    assert desk(workspace).read(LOCAL).run == first.run
    assert [run.id for run, _ in desk(workspace).runs(LOCAL)] == [first.run]


def test_a_damaged_copy_is_refused(tmp_path: Path) -> None:
    """A kept table that is no longer what was published is an error, not another answer."""
    workspace = open_shop(tmp_path / "shop")
    run = publish(workspace).run
    copy = next((workspace.state / "runs" / run / "tables").glob("*accounts*"))
    copy.write_text(copy.read_text(encoding="utf-8").replace("400", "10"), encoding="utf-8")
    with pytest.raises(StoreError, match=f"run {run}: its copy of accounts is not what was published"):
        desk(workspace).read(LOCAL)


def test_going_back_to_a_run_that_was_published_before(tmp_path: Path) -> None:
    """`restore` by the beginning of an id makes the old run what everybody reads; the list tells who did it."""
    workspace = open_shop(tmp_path / "shop")
    first = publish(workspace, DAY, asker(workspace, "mark"))
    second = publish(workspace, date(2026, 11, 21))
    assert [run.id for run, _ in desk(workspace).runs(LOCAL)] == [second.run, first.run]
    assert desk(workspace).restore(LOCAL, first.run[:6]).id == first.run
    assert desk(workspace).read(LOCAL).run == first.run
    listed = {run.id: publication for run, publication in desk(workspace).runs(LOCAL)}
    assert listed[first.run].on == TODAY
    with pytest.raises(UnknownNameError, match="unknown run `r-zzz`"):
        desk(workspace).restore(LOCAL, "r-zzz")


def test_publishing_the_same_twice_keeps_one(tmp_path: Path) -> None:
    """The id is the content: there is one folder, and nothing is left over."""
    workspace = open_shop(tmp_path / "shop")
    assert publish(workspace).run == publish(workspace).run
    assert len(desk(workspace).runs(LOCAL)) == 1
    assert not list((workspace.state / "runs").glob("*.part"))


def test_withdrawn_means_that_the_tables_answer_again(tmp_path: Path) -> None:
    """After a withdrawal nothing is published, the runs are still kept, and `published` names none."""
    workspace = open_shop(tmp_path / "shop")
    publish(workspace)
    desk(workspace).withdraw(LOCAL)
    assert desk(workspace).answers_from() is None
    assert len(desk(workspace).runs(LOCAL)) == 1
    with pytest.raises(UnknownNameError, match="no run is published"):
        desk(workspace).diff(LOCAL, "published", "live")


def test_who_sees_some_accounts_publishes_nothing_and_reads_the_same_run(tmp_path: Path) -> None:
    """A rep reads the published run less what is not theirs, and may neither publish, restore nor withdraw."""
    workspace = open_shop(tmp_path / "shop")
    scoring = publish(workspace)
    sal = asker(workspace, "sal")
    own = desk(workspace).read(sal)
    assert own.run == scoring.run
    assert [account.id for account in own.accounts()] == ["001", "002", "007"]
    made = desk(workspace)
    for attempt in (
        lambda: made.publish(sal, scoring),
        lambda: made.restore(sal, scoring.run),
        lambda: made.withdraw(sal),
    ):
        with pytest.raises(UsageError, match="sees some accounts only"):
            attempt()


@pytest.mark.parametrize(
    ("file", "old", "new", "cause"),
    [
        ("crm/accounts.csv", "Dogwood,ines,90", "Dogwood,ines,150", "data"),
        ("segments.yaml", "[100, 10]", "[80, 10]", "segment_model"),
    ],
)
def test_a_move_is_put_down_to_the_input_that_did_it(tmp_path: Path, file: str, old: str, new: str, cause: str) -> None:
    """Exchanging that one input alone moves the account; every other input is cleared."""
    workspace = open_shop(tmp_path / "shop")
    publish(workspace)
    edit(workspace, file, old, new)
    _, _, found = desk(workspace).diff(LOCAL, "published", "live")
    assert found.changed == (cause,)
    assert [(move.id, move.before, move.after, move.causes) for move in found.moves] == [
        ("004", "monitor", "grow", (cause,))
    ]
    assert found.causes[cause] == found.moved == 1


def test_several_causes_are_told_apart(tmp_path: Path) -> None:
    """Date, overrides and data each move an account of their own; what needs two of them is `together`."""
    workspace = open_shop(tmp_path / "shop")
    before = publish(workspace, date(2026, 7, 1)).run
    (workspace.knowledge / "overrides.yaml").write_text(
        "- {account: '007', segment: grow, reason: R., approved_by: V}\n", encoding="utf-8"
    )
    edit(workspace, "crm/accounts.csv", "Elm,ines,20,", "Elm,ines,150,")
    edit(workspace, "crm/accounts.csv", "Cedar,ines,120", "Cedar,ines,260")
    edit(workspace, "crm/accounts.csv", "006,Fir,,250,2026-11-12\n", "008,Hazel,sal,1,\n")
    after = publish(workspace, DAY).run
    _, _, found = desk(workspace).diff(LOCAL, before, after)
    assert found.changed == ("data", "overrides", "date")
    assert {move.id: move.causes for move in found.moves} == {
        "001": ("date",),
        "002": ("date",),
        "003": (),
        "005": ("data",),
        "007": ("overrides",),
    }
    assert found.causes == {"data": 1, "segment_model": 0, "overrides": 1, "date": 2, "several": 0, "together": 1}
    assert (found.appeared, found.gone, found.tables) == (("008",), ("006",), ("accounts",))
    _, _, none = desk(workspace).diff(LOCAL, after, after)
    assert (none.moved, none.changed, none.appeared, none.gone) == (0, (), (), ())


def test_a_rep_reads_own_moves_only(tmp_path: Path) -> None:
    """Moves, arrivals and departures of a diff are those of the asker's accounts."""
    workspace = open_shop(tmp_path / "shop")
    publish(workspace)
    edit(workspace, "segments.yaml", "[100, 10], [250, 20]", "[80, 10], [310, 20]")
    edit(workspace, "crm/accounts.csv", "006,Fir", "008,Fir")
    everybody = desk(workspace).diff(LOCAL, "published", "live")[2]
    own = desk(workspace).diff(asker(workspace, "sal"), "published", "live")[2]
    assert {move.id for move in everybody.moves} >= {"004"}
    assert everybody.gone == ("006",)
    assert {move.id for move in own.moves} <= {"001", "002", "007"}
    assert (own.appeared, own.gone) == ((), ())


def test_compare_says_who_would_move_and_what_it_does_to_load(tmp_path: Path) -> None:
    """Counts of moves, coverage and owners are those of two scorings, done apart."""
    workspace = open_shop(tmp_path / "shop")
    other = tmp_path / "other.yaml"
    other.write_text(OTHER, encoding="utf-8")
    before, after, found = desk(workspace).compare(LOCAL, other)
    assert [(flow.before, flow.after, flow.count, flow.examples) for flow in found.from_to] == [
        ("grow", "invest", 1, ("002",))
    ]
    assert found.moved == 1
    for coverage, change in found.coverage.items():
        assert change.before == before.summary().accounts.by_coverage[coverage]
        assert change.after == after.summary().accounts.by_coverage[coverage]
    loads = {load.owner: load.coverage for load in found.owners}
    assert list(loads) == ["", "ines", "sal"]
    assert (loads["sal"]["field"].before, loads["sal"]["field"].after) == (1, 2)
    assert (loads["sal"]["inside"].before, loads["sal"]["inside"].after) == (1, 0)
    assert sum(flow.count for flow in found.overview) == before.summary().accounts.accepted


def test_compare_tells_who_moves_with_the_account_from_who_moves_alone(tmp_path: Path) -> None:
    """Bo moves because Birch does; Ed moves because the bound on reading moved."""
    workspace = open_shop(tmp_path / "shop")
    other = tmp_path / "other.yaml"
    other.write_text(OTHER.replace("interest: {at_least: 20}", "interest: {at_least: 10}"), encoding="utf-8")
    people = desk(workspace).compare(LOCAL, other)[2].stakeholders
    assert (people.moved, people.because_of_account, people.own) == (2, 1, 1)
    assert people.from_to[0].examples == ("S2", "S5")


def test_compare_scores_the_tables_of_the_published_run(tmp_path: Path) -> None:
    """With a published run both segment models see its tables; an override that no longer fits is left out."""
    workspace = open_shop(tmp_path / "shop")
    (workspace.knowledge / "overrides.yaml").write_text(
        "- {account: '005', segment: grow, reason: R., approved_by: V}\n", encoding="utf-8"
    )
    publish(workspace)
    shutil.rmtree(workspace.knowledge / "crm")
    other = tmp_path / "other.yaml"
    other.write_text(OTHER.replace("id: grow", "id: tend"), encoding="utf-8")
    _, after, found = desk(workspace).compare(LOCAL, other)
    assert {line.state for line in after.overrides} == {"unfit"}
    assert ("grow", "monitor") in {(flow.before, flow.after) for flow in found.from_to}


def test_compare_as_a_rep_counts_own_accounts(tmp_path: Path) -> None:
    """No owner, account or count beyond the asker's rights."""
    workspace = open_shop(tmp_path / "shop")
    other = tmp_path / "other.yaml"
    other.write_text(OTHER, encoding="utf-8")
    found = desk(workspace).compare(asker(workspace, "sal"), other)[2]
    assert [load.owner for load in found.owners] == ["sal"]
    assert sum(flow.count for flow in found.overview) == 3
    assert {border.id for border in found.nearest} <= {"001", "002", "007"}


def test_an_owner_column_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """`--owner` takes any column of the accounts table, and suggests one for a typo."""
    workspace = open_shop(tmp_path / "shop")
    report = desk(workspace).coverage(LOCAL, owner="name")[1]
    assert [owned.owner for owned in report.owners][:2] == ["Ash", "Birch"]
    with pytest.raises(UnknownNameError, match="Did you mean `owner`"):
        desk(workspace).coverage(LOCAL, owner="ownr")


def test_coverage_names_what_is_missing(tmp_path: Path) -> None:
    """Covered accounts without a decider or an owner, and what reaches the others."""
    report = desk(open_shop(tmp_path / "shop")).coverage(LOCAL)[1]
    assert report.by_coverage == {"field": 2, "inside": 2, "digital": 3, "none": 0}
    assert {o.owner: (o.accounts, o.by_coverage["field"]) for o in report.owners} == {
        "": (1, 1),
        "ines": (3, 0),
        "sal": (3, 1),
    }
    assert report.decision_roles == ("economic_buyer",)
    assert [(a.id, a.stakeholders, a.roles) for a in report.without_decider] == [
        ("002", 1, ("clinical_user",)),
        ("003", 1, ("clinical_user",)),
    ]
    assert [account.id for account in report.without_owner] == ["006"]
    assert {(account.id, account.channel) for account in report.uncovered} == {
        ("004", "digital"),
        ("005", "digital"),
        ("007", "digital"),
    }


def test_without_a_decision_role_nobody_is_said_to_lack_a_decider(tmp_path: Path) -> None:
    """A segment model that marks no role gives no list, rather than a list of everybody."""
    workspace = open_shop(tmp_path / "shop")
    edit(workspace, "segments.yaml", "decides: true, ", "")
    report = desk(workspace).coverage(LOCAL)[1]
    assert (report.decision_roles, report.without_decider) == ((), ())
