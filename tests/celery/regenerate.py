#!/usr/bin/env python3
"""Makes the fixtures of tests/celery_import.rs with the packages themselves.

    pip install celery-sqlalchemy-scheduler==0.3.0 'sqlalchemy<2' 'celery<5.4' pytz psycopg2-binary
    regenerate.py rows old URL > old_default.sql             (needs pg_dump, an empty database)
    regenerate.py rows old URL celerybeat > old_celerybeat.sql

    pip install sqlalchemy-celery-beat==0.9.1 celery==5.7.0 psycopg2-binary   (another environment)
    regenerate.py rows new URL > new_default.sql
    regenerate.py rows new URL celerybeat > new_celerybeat.sql
    regenerate.py next_runs > next_runs.json

Tables and rows are made by the packages' own models, the last-run columns by
their own scheduler. Only what a package would refuse to write and a database
may hold all the same (a schedule removed under its task) is done in SQL.
"""

import datetime as dt
import importlib.metadata
import json
import subprocess
import sys

UTC = dt.timezone.utc
FAR = dt.datetime(2099, 1, 1, 12, 0, tzinfo=UTC)
PAST = dt.datetime(2020, 1, 1, 12, 0, tzinfo=UTC)
SYNC = "app.tasks.nautobot_tasks.sync_nautobot_devices"
TEST = "app.tasks.test_tasks.test_background_task"
ALICE = {"username": "alice"}


def rows(kind):
    """(schedule, fields) of each task; a schedule is (model, its fields)."""
    cron = lambda **fields: ("crontab", fields)
    every = lambda n, period: ("interval", {"every": n, "period": period})
    yield cron(minute="0", hour="2"), dict(name="nightly sync", task=SYNC, kwargs=ALICE, total_run_count=40)
    yield cron(minute="*/15", hour="8-17", day_of_week="mon-fri", timezone="Europe/Berlin"), dict(
        name="office hours", task=TEST, kwargs={**ALICE, "message": "hello", "duration": 0},
        queue="slow", priority=2, description="Every quarter of an hour")
    yield cron(minute="30", hour="22-6", timezone="Europe/Berlin"), dict(name="night shift", task=TEST, kwargs=ALICE)
    yield cron(minute="0", hour="9", day_of_month="13", day_of_week="fri"), dict(
        name="friday the 13th", task=TEST, kwargs=ALICE)
    yield cron(minute="*/90", hour="6"), dict(name="every ninety", task=TEST, kwargs=ALICE)
    yield every(5, "minutes"), dict(name="owner in the table", task=TEST)
    yield every(5, "minutes"), dict(name="two owners", task=TEST, kwargs=ALICE)
    yield every(6, "hours"), dict(name="nobody's", task=TEST)
    yield every(500, "microseconds"), dict(name="too fast", task=TEST, kwargs=ALICE)
    yield every(100000, "hours"), dict(name="too slow", task=TEST, kwargs=ALICE)
    yield every(1, "days"), dict(name="begins late", task=TEST, kwargs=ALICE, start_time=FAR, one_off=True)
    yield every(1, "days"), dict(name="began long ago", task=TEST, kwargs=ALICE, start_time=PAST)
    yield every(1, "hours"), dict(name="has run once", task=TEST, kwargs=ALICE, one_off=True, total_run_count=1,
                                  last_run_at=PAST)
    yield every(1, "hours"), dict(name="switched off", task=TEST, kwargs=ALICE, enabled=False)
    yield every(1, "hours"), dict(name="expires late", task=TEST, kwargs=ALICE, expires=FAR, priority=9)
    yield every(1, "hours"), dict(name="expired", task=TEST, kwargs=ALICE, expires=PAST)
    yield every(1, "hours"), dict(name="positional", task=TEST, args=["hello"], kwargs=ALICE)
    yield every(1, "hours"), dict(name="broken kwargs", task=TEST, kwargs="{not json")
    yield every(1, "hours"), dict(name="kwargs in a list", task=TEST, kwargs="[1]")
    yield every(1, "hours"), dict(name="unknown argument", task=TEST, kwargs={**ALICE, "colour": "red"})
    yield every(1, "hours"), dict(name="unknown task", task="app.tasks.cleanup_tasks.sweep", kwargs=ALICE)
    yield every(1, "hours"), dict(name="unknown owner", task=TEST, kwargs={"username": "mallory"})
    yield every(1, "hours"), dict(name="disabled owner", task=TEST, kwargs={"username": "carol"})
    yield every(1, "hours"), dict(name="strange queue", task=TEST, kwargs=ALICE, queue="not ours!")
    yield every(1, "hours"), dict(name="routed", task=TEST, kwargs=ALICE, exchange="noc", routing_key="noc.slow")
    yield every(1, "hours"), dict(name="n" * 201, task=TEST, kwargs=ALICE)
    yield cron(minute="1"), dict(name="schedule gone", task=TEST, kwargs=ALICE)
    yield ("solar", dict(event="sunset", latitude=52.52, longitude=13.405)), dict(
        name="lights on", task=TEST, kwargs=ALICE)
    if kind == "old":
        for name, fields in {
            "steps from one": dict(minute="5/10"), "question mark": dict(day_of_week="?"),
            "sunday as seven": dict(day_of_week="7"), "last day": dict(day_of_month="L"),
            "no such zone": dict(timezone="Mars/Olympus"), "spring dream": dict(day_of_month="30", month_of_year="2"),
        }.items():
            yield cron(**{"minute": "0", "hour": "4", **fields}), dict(name=name, task=TEST, kwargs=ALICE)
        yield None, dict(name="no schedule", task=TEST, kwargs=ALICE)
        yield ("solar", dict(event="high_tea", latitude=52.52, longitude=13.405)), dict(
            name="unknown event", task=TEST, kwargs=ALICE)
    else:
        yield ("clocked", dict(clocked_time=FAR)), dict(name="once", task=TEST, kwargs=ALICE, one_off=True)
        yield ("clocked", dict(clocked_time=PAST)), dict(name="was once", task=TEST, kwargs=ALICE, one_off=True)
        yield every(1, "hours"), dict(name="short-lived", task=TEST, kwargs=ALICE, expire_seconds=3600)
        yield every(1, "hours"), dict(name="long-lived", task=TEST, kwargs=ALICE, expire_seconds=10_000_000)
        yield every(1, "hours"), dict(name="headers", task=TEST, kwargs=ALICE, headers='{"trace": "1"}')


def text(value):
    return value if isinstance(value, str) else json.dumps(value)


def fill(kind, url, schema):
    from celery import Celery
    app = Celery("fixtures", broker="memory://")
    app.conf.update(timezone="UTC", enable_utc=True)
    if kind == "old":
        from celery_sqlalchemy_scheduler import models, schedulers
        if schema:
            run(url, f"create schema {schema}")
        dburi = "postgresql+psycopg2" + url.removeprefix("postgresql") + (f"?options=-csearch_path%3D{schema}" if schema else "")
        scheduler = schedulers.DatabaseScheduler(app=app, dburi=dburi)
    else:
        from sqlalchemy_celery_beat import models, schedulers
        scheduler = schedulers.DatabaseScheduler(
            app=app, dburi="postgresql+psycopg2" + url.removeprefix("postgresql"), schema=schema)
    session = scheduler.Session()
    models_of = {name.lower().removesuffix("schedule"): getattr(models, name)
                 for name in ("IntervalSchedule", "CrontabSchedule", "SolarSchedule", "ClockedSchedule")
                 if hasattr(models, name)}
    made = {}
    for when, fields in rows(kind):
        fields["args"], fields["kwargs"] = text(fields.get("args", [])), text(fields.get("kwargs", {}))
        task = models.PeriodicTask(**fields)
        if when:
            key = json.dumps(when, default=str)
            if key not in made:
                made[key] = models_of[when[0]](**when[1])
                session.add(made[key])
                session.flush()
            if kind == "old":
                setattr(task, when[0] + "_id", made[key].id)
            else:
                task.schedule_model = made[key]
        session.add(task)
    session.commit()
    # One row runs, as the scheduler itself writes it down. A row that the old package
    # switches off expires all the others it holds; keep them, so that it can go on.
    scheduler.Session.configure(expire_on_commit=False)
    scheduler._schedule["nightly sync"] = scheduler.reserve(scheduler.schedule["nightly sync"])
    scheduler.sync()
    task_table = ("celery_periodic_task" if kind == "old" else "celery_periodictask")
    cron_table = ("celery_crontab_schedule" if kind == "old" else "celery_crontabschedule")
    at = f"{schema}." if schema else "public."
    run(url, f"delete from {at}{cron_table} where minute = '1'")
    # NOC Canvas's own table, as its model makes it, but for the reference to its table of users.
    run(url, f"""create table public.scheduled_task_owners (
        id serial primary key, periodic_task_id integer not null, owner_username varchar not null,
        owner_id integer not null, created_at timestamp not null, updated_at timestamp)""")
    run(url, f"""insert into public.scheduled_task_owners (periodic_task_id, owner_username, owner_id, created_at)
        select id, 'bob', 2, '2026-01-01' from {at}{task_table} where name in ('owner in the table', 'two owners')""")


def run(url, sql):
    import psycopg2
    with psycopg2.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(sql)


def dump(kind, url):
    names = ["celery-sqlalchemy-scheduler" if kind == "old" else "sqlalchemy-celery-beat", "celery", "sqlalchemy"]
    print("-- Written by tests/celery/regenerate.py with "
          + ", ".join(f"{n} {importlib.metadata.version(n)}" for n in names))
    dumped = subprocess.run(["pg_dump", "--inserts", "--no-owner", "--no-privileges", "--no-comments", url],
                            check=True, capture_output=True, text=True).stdout
    for line in dumped.splitlines():
        # The session's settings would outlive the file; the rest is decoration.
        if line and not line.startswith(("--", "SET ", "SELECT pg_catalog.set_config", "\\")):
            print(line)


CRONTABS = [
    # minute, hour, day of month, month, day of week
    ("0", "2", "*", "*", "*"), ("*/15", "*", "*", "*", "*"), ("*/7", "3", "*", "*", "*"), ("5", "*/4", "*", "*", "*"),
    ("0", "9", "*", "*", "1-5"), ("0", "9", "*", "*", "mon-fri"), ("30", "22-6", "*", "*", "*"),
    ("30", "22-6/2", "*", "*", "*"), ("0", "21-3/4", "*", "*", "*"), ("50-10/5", "12", "*", "*", "*"),
    ("*/90", "6", "*", "*", "*"), ("10", "*/30", "*", "*", "*"), ("0", "0", "13", "*", "fri"),
    ("0", "0", "1-7,15-21", "*", "1"), ("0", "12", "*/2", "*", "*/2"), ("0", "12", "1-31", "*", "1"),
    ("0", "12", "*/1", "*", "1"), ("0", "12", "15", "*", "0-6"), ("0", "12", "15", "*", "sun-sat"),
    ("0", "12", "*", "*", "fri-sun"), ("0", "12", "*", "*", "sat-mon"), ("0", "12", "*", "*", "5-1/2"),
    ("0", "12", "*", "*", "*/3"), ("0", "12", "*", "*", "*/7"), ("0", "12", "*", "*", "0,6"),
    ("0", "12", "1", "*/3", "*"), ("0", "12", "1", "nov-feb", "*"), ("0", "12", "28-3", "*", "*"),
    ("0", "12", "31", "*", "*"), ("0", "12", "29", "2", "*"), ("0", "12", "1", "january,july", "*"),
    ("0", "12", "*/10", "*", "*"), ("0", "12", "*/40", "*", "*"), ("0", "12", "25-5/3", "2-12/2", "*"),
    ("1-5/10", "4", "*", "*", "*"), ("1-5/2", "4", "*", "*", "*"), ("1,13,30-45,50-59/2", "4", "*", "*", "*"),
    ("*,5", "4", "*", "*", "*"), ("*/20,7", "4", "*", "*", "*"), ("0-59", "4", "*", "*", "*"),
    ("5-5", "4", "*", "*", "*"), (" 5", "4", "*", "*", "*"), ("05", "04", "*", "*", "*"), ("+5", "4", "*", "*", "*"),
    ("*/15-3", "4", "*", "*", "*"), ("*/20/0x", "4", "*", "*", "*"), ("1-5#2", "4", "*", "*", "*"), ("1-5-9", "4", "*", "*", "*"),
    ("0", "12", "*", "*", "monday"), ("0", "12", "*", "*", "MON,Wednesday"), ("0", "12", "*", "*", "mar"),
    ("0", "12", "1", "mon", "*"), ("jan", "4", "*", "*", "*"), ("0", "12", "1-7", "*", "wed-wed"),
    ("0", "12", "*/3", "6", "2-4"), ("0", "0", "1,1,1", "*", "*"),
]
UNREADABLE = [
    ("minute", text) for text in
    ("5/10", "?", "L", "*/0", "1-5/0", "*/x", "*/", "1-5/", "60", "", "1,,2", ",1", "-5", "1-", "a", "* ", "**", "*5", "1.5", "1 2", " 1-5",
     "1-60", "0x5")
] + [("hour", "24"), ("hour", "1-24"), ("day_of_month", "0"), ("day_of_month", "32"), ("day_of_month", "LW"),
     ("day_of_month", "15W"), ("month_of_year", "13"), ("month_of_year", "sun"),
     ("day_of_week", "7"), ("day_of_week", "0-7"), ("day_of_week", "5L"), ("day_of_week", "1#2"), ("day_of_week", "dec"),
     ("day_of_week", "?")]
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"]


def next_runs():
    """Celery's own answers: of each crontab in each zone, ten runs after a start."""
    from zoneinfo import ZoneInfo
    from celery.schedules import crontab_parser
    from sqlalchemy_celery_beat.tzcrontab import TzAwareCrontab
    names = ("minute", "hour", "day_of_month", "month_of_year", "day_of_week")
    answers = []
    for fields in CRONTABS:
        for zone in ZONES:
            # After the change to winter time: what clock changes do is ours to say, and the documentation says it.
            start = dt.datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
            crontab = TzAwareCrontab(**dict(zip(names, fields)), tz=ZoneInfo(zone))
            runs, last = [], start.astimezone(crontab.tz)
            while len(runs) < 10:
                crontab.nowfun = lambda: last
                last = (last.astimezone(UTC) + crontab.remaining_estimate(last)).astimezone(crontab.tz)
                runs.append(last.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
            answers.append({"crontab": dict(zip(names, fields)), "timezone": zone, "runs": runs})
    sizes = {"minute": (60, 0), "hour": (24, 0), "day_of_month": (31, 1), "month_of_year": (12, 1), "day_of_week": (7, 0)}
    refused = []
    for field, text in UNREADABLE:
        try:
            crontab_parser(*sizes[field]).parse(text)
            print(f"{field} {text!r} can be read", file=sys.stderr)
        except Exception:
            refused.append({"field": field, "text": text})
    print(json.dumps({
        "celery": importlib.metadata.version("celery"),
        "sqlalchemy-celery-beat": importlib.metadata.version("sqlalchemy-celery-beat"),
        "after": "2026-11-23T00:00:00Z",
        "answers": answers, "unreadable": refused,
    }).replace('{"crontab"', '\n{"crontab"').replace('{"field"', '\n{"field"'))


if __name__ == "__main__":
    if sys.argv[1] == "next_runs":
        next_runs()
    else:
        _, _, kind, url, *schema = sys.argv
        fill(kind, url, schema[0] if schema else None)
        dump(kind, url)
