-- Written by tests/celery/regenerate.py with celery-sqlalchemy-scheduler 0.3.0, celery 5.3.6, sqlalchemy 1.4.54
CREATE SCHEMA celerybeat;
CREATE TABLE celerybeat.celery_crontab_schedule (
    id integer NOT NULL,
    minute character varying(240),
    hour character varying(96),
    day_of_week character varying(64),
    day_of_month character varying(124),
    month_of_year character varying(64),
    timezone character varying(64)
);
CREATE SEQUENCE celerybeat.celery_crontab_schedule_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE celerybeat.celery_crontab_schedule_id_seq OWNED BY celerybeat.celery_crontab_schedule.id;
CREATE TABLE celerybeat.celery_interval_schedule (
    id integer NOT NULL,
    every integer NOT NULL,
    period character varying(24)
);
CREATE SEQUENCE celerybeat.celery_interval_schedule_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE celerybeat.celery_interval_schedule_id_seq OWNED BY celerybeat.celery_interval_schedule.id;
CREATE TABLE celerybeat.celery_periodic_task (
    id integer NOT NULL,
    name character varying(255),
    task character varying(255),
    interval_id integer,
    crontab_id integer,
    solar_id integer,
    args text,
    kwargs text,
    queue character varying(255),
    exchange character varying(255),
    routing_key character varying(255),
    priority integer,
    expires timestamp with time zone,
    one_off boolean,
    start_time timestamp with time zone,
    enabled boolean,
    last_run_at timestamp with time zone,
    total_run_count integer NOT NULL,
    date_changed timestamp with time zone,
    description text
);
CREATE TABLE celerybeat.celery_periodic_task_changed (
    id integer NOT NULL,
    last_update timestamp with time zone NOT NULL
);
CREATE SEQUENCE celerybeat.celery_periodic_task_changed_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE celerybeat.celery_periodic_task_changed_id_seq OWNED BY celerybeat.celery_periodic_task_changed.id;
CREATE SEQUENCE celerybeat.celery_periodic_task_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE celerybeat.celery_periodic_task_id_seq OWNED BY celerybeat.celery_periodic_task.id;
CREATE TABLE celerybeat.celery_solar_schedule (
    id integer NOT NULL,
    event character varying(24),
    latitude double precision,
    longitude double precision
);
CREATE SEQUENCE celerybeat.celery_solar_schedule_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE celerybeat.celery_solar_schedule_id_seq OWNED BY celerybeat.celery_solar_schedule.id;
CREATE TABLE public.scheduled_task_owners (
    id integer NOT NULL,
    periodic_task_id integer NOT NULL,
    owner_username character varying NOT NULL,
    owner_id integer NOT NULL,
    created_at timestamp without time zone NOT NULL,
    updated_at timestamp without time zone
);
CREATE SEQUENCE public.scheduled_task_owners_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.scheduled_task_owners_id_seq OWNED BY public.scheduled_task_owners.id;
ALTER TABLE ONLY celerybeat.celery_crontab_schedule ALTER COLUMN id SET DEFAULT nextval('celerybeat.celery_crontab_schedule_id_seq'::regclass);
ALTER TABLE ONLY celerybeat.celery_interval_schedule ALTER COLUMN id SET DEFAULT nextval('celerybeat.celery_interval_schedule_id_seq'::regclass);
ALTER TABLE ONLY celerybeat.celery_periodic_task ALTER COLUMN id SET DEFAULT nextval('celerybeat.celery_periodic_task_id_seq'::regclass);
ALTER TABLE ONLY celerybeat.celery_periodic_task_changed ALTER COLUMN id SET DEFAULT nextval('celerybeat.celery_periodic_task_changed_id_seq'::regclass);
ALTER TABLE ONLY celerybeat.celery_solar_schedule ALTER COLUMN id SET DEFAULT nextval('celerybeat.celery_solar_schedule_id_seq'::regclass);
ALTER TABLE ONLY public.scheduled_task_owners ALTER COLUMN id SET DEFAULT nextval('public.scheduled_task_owners_id_seq'::regclass);
INSERT INTO celerybeat.celery_crontab_schedule VALUES (1, '0', '2', '*', '*', '*', 'UTC');
INSERT INTO celerybeat.celery_crontab_schedule VALUES (2, '*/15', '8-17', 'mon-fri', '*', '*', 'Europe/Berlin');
INSERT INTO celerybeat.celery_crontab_schedule VALUES (3, '30', '22-6', '*', '*', '*', 'Europe/Berlin');
INSERT INTO celerybeat.celery_crontab_schedule VALUES (4, '0', '9', 'fri', '13', '*', 'UTC');
INSERT INTO celerybeat.celery_crontab_schedule VALUES (5, '*/90', '6', '*', '*', '*', 'UTC');
INSERT INTO celerybeat.celery_crontab_schedule VALUES (7, '5/10', '4', '*', '*', '*', 'UTC');
INSERT INTO celerybeat.celery_crontab_schedule VALUES (8, '0', '4', '?', '*', '*', 'UTC');
INSERT INTO celerybeat.celery_crontab_schedule VALUES (9, '0', '4', '7', '*', '*', 'UTC');
INSERT INTO celerybeat.celery_crontab_schedule VALUES (10, '0', '4', '*', 'L', '*', 'UTC');
INSERT INTO celerybeat.celery_crontab_schedule VALUES (11, '0', '4', '*', '*', '*', 'Mars/Olympus');
INSERT INTO celerybeat.celery_crontab_schedule VALUES (12, '0', '4', '*', '30', '2', 'UTC');
INSERT INTO celerybeat.celery_interval_schedule VALUES (1, 5, 'minutes');
INSERT INTO celerybeat.celery_interval_schedule VALUES (2, 6, 'hours');
INSERT INTO celerybeat.celery_interval_schedule VALUES (3, 500, 'microseconds');
INSERT INTO celerybeat.celery_interval_schedule VALUES (4, 100000, 'hours');
INSERT INTO celerybeat.celery_interval_schedule VALUES (5, 1, 'days');
INSERT INTO celerybeat.celery_interval_schedule VALUES (6, 1, 'hours');
INSERT INTO celerybeat.celery_periodic_task VALUES (13, 'has run once', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, true, NULL, true, '2020-01-01 12:00:00+00', 1, '2026-11-23 08:40:48.434764+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (14, 'switched off', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, NULL, 0, '2026-11-23 08:40:48.434764+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (1, 'nightly sync', 'app.tasks.nautobot_tasks.sync_nautobot_devices', NULL, 1, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.56523+00', 40, '2026-11-23 08:40:48.559549+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (2, 'office hours', 'app.tasks.test_tasks.test_background_task', NULL, 2, NULL, '[]', '{"username": "alice", "message": "hello", "duration": 0}', 'slow', NULL, NULL, 2, NULL, false, NULL, true, '2026-11-23 08:40:48.582488+00', 0, '2026-11-23 08:40:48.559549+00', 'Every quarter of an hour');
INSERT INTO celerybeat.celery_periodic_task VALUES (3, 'night shift', 'app.tasks.test_tasks.test_background_task', NULL, 3, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.586419+00', 0, '2026-11-23 08:40:48.559549+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (4, 'friday the 13th', 'app.tasks.test_tasks.test_background_task', NULL, 4, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.589488+00', 0, '2026-11-23 08:40:48.559549+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (5, 'every ninety', 'app.tasks.test_tasks.test_background_task', NULL, 5, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.591986+00', 0, '2026-11-23 08:40:48.559549+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (6, 'owner in the table', 'app.tasks.test_tasks.test_background_task', 1, NULL, NULL, '[]', '{}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.59576+00', 0, '2026-11-23 08:40:48.559549+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (7, 'two owners', 'app.tasks.test_tasks.test_background_task', 1, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.595897+00', 0, '2026-11-23 08:40:48.559549+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (8, 'nobody''s', 'app.tasks.test_tasks.test_background_task', 2, NULL, NULL, '[]', '{}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.59971+00', 0, '2026-11-23 08:40:48.559549+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (9, 'too fast', 'app.tasks.test_tasks.test_background_task', 3, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.602123+00', 0, '2026-11-23 08:40:48.559549+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (10, 'too slow', 'app.tasks.test_tasks.test_background_task', 4, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.604282+00', 0, '2026-11-23 08:40:48.559549+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (11, 'begins late', 'app.tasks.test_tasks.test_background_task', 5, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, true, '2099-01-01 12:00:00+00', true, '2026-11-23 08:40:48.60662+00', 0, '2026-11-23 08:40:48.559549+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (12, 'began long ago', 'app.tasks.test_tasks.test_background_task', 5, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, '2020-01-01 12:00:00+00', true, '2026-11-23 08:40:48.606739+00', 0, '2026-11-23 08:40:48.559549+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (15, 'expires late', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, 9, '2099-01-01 12:00:00+00', false, NULL, true, '2026-11-23 08:40:48.6103+00', 0, '2026-11-23 08:40:48.559549+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (16, 'expired', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, '2020-01-01 12:00:00+00', false, NULL, true, '2026-11-23 08:40:48.610397+00', 0, '2026-11-23 08:40:48.559549+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (19, 'kwargs in a list', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '[1]', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.618785+00', 0, '2026-11-23 08:40:48.632548+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (20, 'unknown argument', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice", "colour": "red"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.618878+00', 0, '2026-11-23 08:40:48.632548+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (21, 'unknown task', 'app.tasks.cleanup_tasks.sweep', 6, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.618957+00', 0, '2026-11-23 08:40:48.632548+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (22, 'unknown owner', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "mallory"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.619026+00', 0, '2026-11-23 08:40:48.632548+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (23, 'disabled owner', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "carol"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.619096+00', 0, '2026-11-23 08:40:48.632548+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (24, 'strange queue', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice"}', 'not ours!', NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.619165+00', 0, '2026-11-23 08:40:48.632548+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (25, 'routed', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice"}', NULL, 'noc', 'noc.slow', NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.619233+00', 0, '2026-11-23 08:40:48.632548+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (26, 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.619299+00', 0, '2026-11-23 08:40:48.632548+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (27, 'schedule gone', 'app.tasks.test_tasks.test_background_task', NULL, 6, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.654638+00', 0, '2026-11-23 08:40:48.632548+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (28, 'lights on', 'app.tasks.test_tasks.test_background_task', NULL, NULL, 1, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.660982+00', 0, '2026-11-23 08:40:48.632548+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (29, 'steps from one', 'app.tasks.test_tasks.test_background_task', NULL, 7, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, '2026-11-23 08:40:48.665185+00', 0, '2026-11-23 08:40:48.672506+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (35, 'no schedule', 'app.tasks.test_tasks.test_background_task', NULL, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, '2026-11-23 08:40:48.724701+00', 0, '2026-11-23 08:40:48.732544+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (30, 'question mark', 'app.tasks.test_tasks.test_background_task', NULL, 8, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, '2026-11-23 08:40:48.677515+00', 0, '2026-11-23 08:40:48.68203+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (36, 'unknown event', 'app.tasks.test_tasks.test_background_task', NULL, NULL, 2, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, NULL, 0, '2026-11-23 08:40:48.732544+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (31, 'sunday as seven', 'app.tasks.test_tasks.test_background_task', NULL, 9, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, '2026-11-23 08:40:48.685524+00', 0, '2026-11-23 08:40:48.691125+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (32, 'last day', 'app.tasks.test_tasks.test_background_task', NULL, 10, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, '2026-11-23 08:40:48.697697+00', 0, '2026-11-23 08:40:48.703965+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (33, 'no such zone', 'app.tasks.test_tasks.test_background_task', NULL, 11, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, '2026-11-23 08:40:48.71172+00', 0, '2026-11-23 08:40:48.71573+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (34, 'spring dream', 'app.tasks.test_tasks.test_background_task', NULL, 12, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.718869+00', 0, '2026-11-23 08:40:48.71573+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (17, 'positional', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '["hello"]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:48.61047+00', 0, '2026-11-23 08:40:48.559549+00', '');
INSERT INTO celerybeat.celery_periodic_task VALUES (18, 'broken kwargs', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{not json', NULL, NULL, NULL, NULL, NULL, false, NULL, false, '2026-11-23 08:40:48.618565+00', 0, '2026-11-23 08:40:48.632548+00', '');
INSERT INTO celerybeat.celery_periodic_task_changed VALUES (1, '2026-11-23 08:40:48.774665+00');
INSERT INTO celerybeat.celery_solar_schedule VALUES (1, 'sunset', 52.52, 13.405);
INSERT INTO celerybeat.celery_solar_schedule VALUES (2, 'high_tea', 52.52, 13.405);
INSERT INTO public.scheduled_task_owners VALUES (1, 6, 'bob', 2, '2026-01-01 00:00:00', NULL);
INSERT INTO public.scheduled_task_owners VALUES (2, 7, 'bob', 2, '2026-01-01 00:00:00', NULL);
SELECT pg_catalog.setval('celerybeat.celery_crontab_schedule_id_seq', 12, true);
SELECT pg_catalog.setval('celerybeat.celery_interval_schedule_id_seq', 6, true);
SELECT pg_catalog.setval('celerybeat.celery_periodic_task_changed_id_seq', 1, false);
SELECT pg_catalog.setval('celerybeat.celery_periodic_task_id_seq', 36, true);
SELECT pg_catalog.setval('celerybeat.celery_solar_schedule_id_seq', 2, true);
SELECT pg_catalog.setval('public.scheduled_task_owners_id_seq', 2, true);
ALTER TABLE ONLY celerybeat.celery_crontab_schedule
    ADD CONSTRAINT celery_crontab_schedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY celerybeat.celery_interval_schedule
    ADD CONSTRAINT celery_interval_schedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY celerybeat.celery_periodic_task_changed
    ADD CONSTRAINT celery_periodic_task_changed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY celerybeat.celery_periodic_task
    ADD CONSTRAINT celery_periodic_task_name_key UNIQUE (name);
ALTER TABLE ONLY celerybeat.celery_periodic_task
    ADD CONSTRAINT celery_periodic_task_pkey PRIMARY KEY (id);
ALTER TABLE ONLY celerybeat.celery_solar_schedule
    ADD CONSTRAINT celery_solar_schedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduled_task_owners
    ADD CONSTRAINT scheduled_task_owners_pkey PRIMARY KEY (id);
