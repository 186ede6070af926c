"""Calendar files: which events count and what each says."""

import pytest

from .reading import calendar, codes, read, read_one, utc

FULL = r"""
DTSTART;TZID=Asia/Shanghai:20261123T090000
DTEND;TZID=Asia/Shanghai:20261123T130000
UID:bk2031@google.com
DESCRIPTION:Booking 2031\nKind: selection\nPhone: 13800138001\nPackage: 婚纱
 套系 A (3 looks\, 60 photos\, extra 68)\nHost: Mei Wang\nBalance: 500\n
 Notes: 想要复古风格\;新娘怕冷
STATUS:CONFIRMED
SUMMARY:陈静怡 & 李伟 – 婚纱套系 A
BEGIN:VALARM
TRIGGER:-PT10M
DESCRIPTION:Phone: 110
SUMMARY:Alarm
END:VALARM
"""


def event(*lines: str, uid: str = "a", start: str = "20261123T090000", summary: str = "Lin") -> str:
    return "\n".join([f"UID:{uid}", f"DTSTART:{start}", f"SUMMARY:{summary}", *lines])


def test_a_full_event_is_read_whole_and_its_alarms_are_not() -> None:
    draft = read_one(calendar(FULL))
    assert (draft.line, draft.number, draft.source_uid) == (3, 2031, "bk2031@google.com")
    assert (draft.starts_at, draft.ends_at) == (utc(23, 1), utc(23, 5))
    assert (draft.kind, draft.customers, draft.phone) == ("selection", ("陈静怡", "李伟"), "+8613800138001")
    assert (draft.package, draft.looks, draft.allowance, draft.extra_cents) == ("婚纱套系 A", 3, 60, 6_800)
    assert (draft.host, draft.balance_cents, draft.notes) == ("Mei Wang", 50_000, "想要复古风格;新娘怕冷")
    assert draft.cancelled is False


@pytest.mark.parametrize(
    ("summary", "names", "package", "number"),
    [
        ("陈静怡 & 李伟 – 婚纱套系 A", ("陈静怡", "李伟"), "婚纱套系 A", None),
        ("陈静怡和李伟 — Wedding Classic", ("陈静怡", "李伟"), "Wedding Classic", None),
        ("陈静怡与李伟-婚纱套系", ("陈静怡", "李伟"), "婚纱套系", None),
        ("Anna-Lena Müller + Björn Åkesson - Family", ("Anna-Lena Müller", "Björn Åkesson"), "Family", None),
        ("Ms Chen and Mr Li | Wedding", ("Ms Chen", "Mr Li"), "Wedding", None),
        ("Booking 2031: Lin / Jo", ("Lin", "Jo"), None, 2031),
        ("预约2031 – 陈静怡 & 李伟 – 婚纱套系 A", ("陈静怡", "李伟"), "婚纱套系 A", 2031),
        ("Lin & Jo (Booking 2031)", ("Lin", "Jo"), None, 2031),
        ("New Event", ("New Event",), None, None),
    ],
)
def test_the_summary_names_the_party_and_the_package(
    summary: str, names: tuple[str, ...], package: str | None, number: int | None
) -> None:
    draft = read_one(calendar(event(summary=summary)))
    assert (draft.customers, draft.package, draft.number) == (names, package, number)


def test_labels_are_read_in_chinese_and_win_over_the_summary() -> None:
    lines = ["预约号：2031", "类型：取件", "顾客：陈静怡", "顾客二：李伟", "接单人：王梅", "尾款：¥500", "备注：怕冷"]
    text = "DESCRIPTION:" + r"\n".join(lines)
    draft = read_one(calendar(event(text, summary="reminder")))
    assert (draft.number, draft.kind, draft.customers) == (2031, "pickup", ("陈静怡", "李伟"))
    assert (draft.host, draft.balance_cents, draft.notes) == ("王梅", 50_000, "怕冷")


def test_lines_without_a_known_label_become_notes() -> None:
    text = r"DESCRIPTION:Bring the dress\nDress code: black\nHost: Mei Wang\nNotes: shy\nvery shy"
    draft = read_one(calendar(event(text)))
    assert draft.notes == "Bring the dress\nDress code: black\nshy\nvery shy"


def test_descriptions_from_a_formatted_editor_are_read_too() -> None:
    text = "DESCRIPTION:<p>Booking 2031</p><b>Host:</b>&nbsp;Mei Wang<br>Notes: 3 &lt; 4 <lin@example.org>"
    draft = read_one(calendar(event(text)))
    assert (draft.number, draft.host, draft.notes) == (2031, "Mei Wang", "3 < 4 <lin@example.org>")


@pytest.mark.parametrize(
    ("start", "starts_at"),
    [
        ("DTSTART:20261123T010000Z", utc(23, 1)),
        ("DTSTART:20261123T090000", utc(23, 1)),
        ("DTSTART;VALUE=DATE-TIME;TZID=Europe/Berlin:20261123T090000", utc(23, 8)),
        ('DTSTART;TZID="China Standard Time":20261123T090000', utc(23, 1)),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261123T090000", utc(23, 8)),
        ("DTSTART;TZID=GMT+0100:20261123T090000", utc(23, 8)),
    ],
)
def test_every_way_to_name_the_zone_leads_to_utc(start: str, starts_at: object) -> None:
    assert read_one(calendar(f"UID:a\n{start}\nSUMMARY:Lin")).starts_at == starts_at


def test_an_unknown_zone_is_refused_as_the_hour_is_uncertain() -> None:
    parsed = read(calendar("DTSTART;TZID=Customized Time Zone:20261123T090000\nSUMMARY:Lin", event()))
    assert codes(parsed) == [(3, "zone")]
    assert parsed.problems[0].detail == {"zone": "Customized Time Zone"}
    assert len(parsed.drafts) == 1


@pytest.mark.parametrize(
    ("lines", "ends_at"),
    [
        ("DTEND:20261123T110000", utc(23, 3)),
        ("DURATION:PT1H30M", utc(23, 2, 30)),
        ("DTEND:20261123T090000", None),
        ("LOCATION:", None),
    ],
)
def test_the_end_is_given_as_a_time_or_a_length(lines: str, ends_at: object) -> None:
    assert read_one(calendar(event(lines))).ends_at == ends_at


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("DTSTART;VALUE=DATE:20261123\nSUMMARY:Christmas", "all_day"),
        ("DTSTART:20261131T090000\nSUMMARY:Lin", "start"),
        ("DTSTART:soon\nSUMMARY:Lin", "start"),
        ("DTSTART:00010101T000000Z\nSUMMARY:Lin", "start"),
        ("SUMMARY:Lin", "start"),
        ("DTSTART:20261123T090000", "name"),
        ("DTSTART:20261123T090000\nSUMMARY:=1+1", "formula"),
        ("DTSTART:20261123T090000\nDTEND:20261123T080000\nSUMMARY:Lin", "end"),
        ("DTSTART:20261123T090000\nDURATION:P9999999D\nSUMMARY:Lin", "end"),
        ("DTSTART:20261123T090000\nDURATION:long\nSUMMARY:Lin", "start"),
        ("DTSTART:20261123T090000\nSUMMARY:Lin\nDESCRIPTION:Phone: 12", "phone"),
        ("DTSTART:20261123T090000\nSUMMARY:Lin\nDESCRIPTION:Kind: dance", "kind"),
        ("DTSTART:20261123T090000\nSUMMARY:Lin\nDESCRIPTION:Booking: many", "number"),
    ],
)
def test_a_bad_event_is_refused_with_its_line_and_leaves_the_others(lines: str, code: str) -> None:
    parsed = read(calendar(lines, event()))
    assert codes(parsed) == [(3, code)]
    assert [draft.source_uid for draft in parsed.drafts] == ["a"]


def test_cancelled_events_say_so_and_need_no_name() -> None:
    cancelled = event("STATUS:CANCELLED")
    withdrawn = "UID:b\nDTSTART:20261123T090000"
    parsed = read(calendar(cancelled) + calendar(withdrawn, head="METHOD:CANCEL\n"))
    assert [(draft.source_uid, draft.cancelled) for draft in parsed.drafts] == [("a", True), ("b", True)]
    assert read_one(calendar(event())).cancelled is None
    assert read_one(calendar(event("STATUS:CONFIRMED", summary="Canceled: Lin"))).cancelled is True


def test_the_newest_version_of_an_event_counts_wherever_it_stands() -> None:
    old, new = event("SEQUENCE:1", summary="Old"), event("SEQUENCE:12", summary="New")
    for order in ((old, new), (new, old)):
        parsed = read(calendar(*order))
        assert [draft.customers for draft in parsed.drafts] == [("New",)]
        assert [note.code for note in parsed.notes] == ["superseded"]
    late = event("SEQUENCE:1", "LAST-MODIFIED:20261119T091200Z", summary="Late")
    assert read(calendar(late, old)).drafts[0].customers == ("Late",)


def test_a_number_used_by_two_events_is_refused_the_second_time() -> None:
    one, two = (event("DESCRIPTION:Booking 2031", uid=uid) for uid in "ab")
    parsed = read(calendar(one, two))
    assert [draft.source_uid for draft in parsed.drafts] == ["a"]
    assert [(problem.code, problem.detail["first"]) for problem in parsed.problems] == [("duplicate", "3")]


def test_several_calendars_in_one_file_are_all_read() -> None:
    parsed = read(calendar(event(uid="a")) + calendar(event(uid="b")))
    assert [draft.source_uid for draft in parsed.drafts] == ["a", "b"]


def test_events_outside_a_calendar_are_read_too() -> None:
    assert read_one(f"BEGIN:VEVENT\n{event()}\nEND:VEVENT\n").customers == ("Lin",)


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\r\r\n"])
def test_line_ends_do_not_matter_and_lines_are_counted_as_an_editor_does(line_end: str) -> None:
    assert read_one(calendar(FULL).replace("\n", line_end)).line == 3


def test_folds_may_part_a_sign_or_follow_a_blank_line() -> None:
    folded = calendar(event(summary="陈静怡")).encode().replace("静".encode(), b"\xe9\r\n \x9d\r\n\t\x99")
    assert read_one(folded).customers == ("陈静怡",)
    assert read_one(calendar(event()).replace("SUMMARY:", "SUMMARY\n\n :")).customers == ("Lin",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "big5"])
def test_calendars_in_other_encodings_are_read(encoding: str) -> None:
    text = calendar(event(summary="林美玲 & 王小明 - 家庭"))
    assert read_one(text.encode(encoding)).customers == ("林美玲", "王小明")


def test_the_event_in_which_the_file_breaks_off_is_not_trusted() -> None:
    text = calendar(event(uid="a"), event(uid="b"))
    parsed = read(text[: text.rindex("SUMMARY") + 10])
    assert [draft.source_uid for draft in parsed.drafts] == ["a"]
    assert codes(parsed) == [(8, "unfinished")]


def test_an_event_that_was_never_closed_does_not_swallow_the_next() -> None:
    parsed = read(calendar(event(uid="a")).replace("END:VEVENT\n", f"BEGIN:VEVENT\n{event(uid='b')}\nEND:VEVENT\n"))
    assert [draft.source_uid for draft in parsed.drafts] == ["b"]
    assert codes(parsed) == [(3, "unfinished")]


def test_a_calendar_without_events_says_so() -> None:
    assert codes(read(calendar())) == [(1, "empty")]
