-- Written by tests/celery/regenerate.py with celery-sqlalchemy-scheduler 0.3.0, celery 5.3.6, sqlalchemy 1.4.54
CREATE TABLE public.celery_crontab_schedule (
    id integer NOT NULL,
    minute character varying(240),
    hour character varying(96),
    day_of_week character varying(64),
    day_of_month character varying(124),
    month_of_year character varying(64),
    timezone character varying(64)
);
CREATE SEQUENCE public.celery_crontab_schedule_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.celery_crontab_schedule_id_seq OWNED BY public.celery_crontab_schedule.id;
CREATE TABLE public.celery_interval_schedule (
    id integer NOT NULL,
    every integer NOT NULL,
    period character varying(24)
);
CREATE SEQUENCE public.celery_interval_schedule_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.celery_interval_schedule_id_seq OWNED BY public.celery_interval_schedule.id;
CREATE TABLE public.celery_periodic_task (
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
CREATE TABLE public.celery_periodic_task_changed (
    id integer NOT NULL,
    last_update timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.celery_periodic_task_changed_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.celery_periodic_task_changed_id_seq OWNED BY public.celery_periodic_task_changed.id;
CREATE SEQUENCE public.celery_periodic_task_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.celery_periodic_task_id_seq OWNED BY public.celery_periodic_task.id;
CREATE TABLE public.celery_solar_schedule (
    id integer NOT NULL,
    event character varying(24),
    latitude double precision,
    longitude double precision
);
CREATE SEQUENCE public.celery_solar_schedule_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.celery_solar_schedule_id_seq OWNED BY public.celery_solar_schedule.id;
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
ALTER TABLE ONLY public.celery_crontab_schedule ALTER COLUMN id SET DEFAULT nextval('public.celery_crontab_schedule_id_seq'::regclass);
ALTER TABLE ONLY public.celery_interval_schedule ALTER COLUMN id SET DEFAULT nextval('public.celery_interval_schedule_id_seq'::regclass);
ALTER TABLE ONLY public.celery_periodic_task ALTER COLUMN id SET DEFAULT nextval('public.celery_periodic_task_id_seq'::regclass);
ALTER TABLE ONLY public.celery_periodic_task_changed ALTER COLUMN id SET DEFAULT nextval('public.celery_periodic_task_changed_id_seq'::regclass);
ALTER TABLE ONLY public.celery_solar_schedule ALTER COLUMN id SET DEFAULT nextval('public.celery_solar_schedule_id_seq'::regclass);
ALTER TABLE ONLY public.scheduled_task_owners ALTER COLUMN id SET DEFAULT nextval('public.scheduled_task_owners_id_seq'::regclass);
INSERT INTO public.celery_crontab_schedule VALUES (1, '0', '2', '*', '*', '*', 'UTC');
INSERT INTO public.celery_crontab_schedule VALUES (2, '*/15', '8-17', 'mon-fri', '*', '*', 'Europe/Berlin');
INSERT INTO public.celery_crontab_schedule VALUES (3, '30', '22-6', '*', '*', '*', 'Europe/Berlin');
INSERT INTO public.celery_crontab_schedule VALUES (4, '0', '9', 'fri', '13', '*', 'UTC');
INSERT INTO public.celery_crontab_schedule VALUES (5, '*/90', '6', '*', '*', '*', 'UTC');
INSERT INTO public.celery_crontab_schedule VALUES (7, '5/10', '4', '*', '*', '*', 'UTC');
INSERT INTO public.celery_crontab_schedule VALUES (8, '0', '4', '?', '*', '*', 'UTC');
INSERT INTO public.celery_crontab_schedule VALUES (9, '0', '4', '7', '*', '*', 'UTC');
INSERT INTO public.celery_crontab_schedule VALUES (10, '0', '4', '*', 'L', '*', 'UTC');
INSERT INTO public.celery_crontab_schedule VALUES (11, '0', '4', '*', '*', '*', 'Mars/Olympus');
INSERT INTO public.celery_crontab_schedule VALUES (12, '0', '4', '*', '30', '2', 'UTC');
INSERT INTO public.celery_interval_schedule VALUES (1, 5, 'minutes');
INSERT INTO public.celery_interval_schedule VALUES (2, 6, 'hours');
INSERT INTO public.celery_interval_schedule VALUES (3, 500, 'microseconds');
INSERT INTO public.celery_interval_schedule VALUES (4, 100000, 'hours');
INSERT INTO public.celery_interval_schedule VALUES (5, 1, 'days');
INSERT INTO public.celery_interval_schedule VALUES (6, 1, 'hours');
INSERT INTO public.celery_periodic_task VALUES (13, 'has run once', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, true, NULL, true, '2020-01-01 12:00:00+00', 1, '2026-11-23 08:40:46.042067+00', '');
INSERT INTO public.celery_periodic_task VALUES (14, 'switched off', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, NULL, 0, '2026-11-23 08:40:46.042067+00', '');
INSERT INTO public.celery_periodic_task VALUES (1, 'nightly sync', 'app.tasks.nautobot_tasks.sync_nautobot_devices', NULL, 1, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.133459+00', 40, '2026-11-23 08:40:46.129412+00', '');
INSERT INTO public.celery_periodic_task VALUES (2, 'office hours', 'app.tasks.test_tasks.test_background_task', NULL, 2, NULL, '[]', '{"username": "alice", "message": "hello", "duration": 0}', 'slow', NULL, NULL, 2, NULL, false, NULL, true, '2026-11-23 08:40:46.147593+00', 0, '2026-11-23 08:40:46.129412+00', 'Every quarter of an hour');
INSERT INTO public.celery_periodic_task VALUES (3, 'night shift', 'app.tasks.test_tasks.test_background_task', NULL, 3, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.150591+00', 0, '2026-11-23 08:40:46.129412+00', '');
INSERT INTO public.celery_periodic_task VALUES (4, 'friday the 13th', 'app.tasks.test_tasks.test_background_task', NULL, 4, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.152732+00', 0, '2026-11-23 08:40:46.129412+00', '');
INSERT INTO public.celery_periodic_task VALUES (5, 'every ninety', 'app.tasks.test_tasks.test_background_task', NULL, 5, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.154757+00', 0, '2026-11-23 08:40:46.129412+00', '');
INSERT INTO public.celery_periodic_task VALUES (6, 'owner in the table', 'app.tasks.test_tasks.test_background_task', 1, NULL, NULL, '[]', '{}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.157774+00', 0, '2026-11-23 08:40:46.129412+00', '');
INSERT INTO public.celery_periodic_task VALUES (7, 'two owners', 'app.tasks.test_tasks.test_background_task', 1, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.15788+00', 0, '2026-11-23 08:40:46.129412+00', '');
INSERT INTO public.celery_periodic_task VALUES (8, 'nobody''s', 'app.tasks.test_tasks.test_background_task', 2, NULL, NULL, '[]', '{}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.160809+00', 0, '2026-11-23 08:40:46.129412+00', '');
INSERT INTO public.celery_periodic_task VALUES (9, 'too fast', 'app.tasks.test_tasks.test_background_task', 3, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.16255+00', 0, '2026-11-23 08:40:46.129412+00', '');
INSERT INTO public.celery_periodic_task VALUES (10, 'too slow', 'app.tasks.test_tasks.test_background_task', 4, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.164184+00', 0, '2026-11-23 08:40:46.129412+00', '');
INSERT INTO public.celery_periodic_task VALUES (11, 'begins late', 'app.tasks.test_tasks.test_background_task', 5, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, true, '2099-01-01 12:00:00+00', true, '2026-11-23 08:40:46.165875+00', 0, '2026-11-23 08:40:46.129412+00', '');
INSERT INTO public.celery_periodic_task VALUES (12, 'began long ago', 'app.tasks.test_tasks.test_background_task', 5, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, '2020-01-01 12:00:00+00', true, '2026-11-23 08:40:46.165953+00', 0, '2026-11-23 08:40:46.129412+00', '');
INSERT INTO public.celery_periodic_task VALUES (15, 'expires late', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, 9, '2099-01-01 12:00:00+00', false, NULL, true, '2026-11-23 08:40:46.168475+00', 0, '2026-11-23 08:40:46.129412+00', '');
INSERT INTO public.celery_periodic_task VALUES (16, 'expired', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, '2020-01-01 12:00:00+00', false, NULL, true, '2026-11-23 08:40:46.168541+00', 0, '2026-11-23 08:40:46.129412+00', '');
INSERT INTO public.celery_periodic_task VALUES (19, 'kwargs in a list', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '[1]', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.175265+00', 0, '2026-11-23 08:40:46.181263+00', '');
INSERT INTO public.celery_periodic_task VALUES (20, 'unknown argument', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice", "colour": "red"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.175333+00', 0, '2026-11-23 08:40:46.181263+00', '');
INSERT INTO public.celery_periodic_task VALUES (21, 'unknown task', 'app.tasks.cleanup_tasks.sweep', 6, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.17539+00', 0, '2026-11-23 08:40:46.181263+00', '');
INSERT INTO public.celery_periodic_task VALUES (22, 'unknown owner', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "mallory"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.175445+00', 0, '2026-11-23 08:40:46.181263+00', '');
INSERT INTO public.celery_periodic_task VALUES (23, 'disabled owner', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "carol"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.175494+00', 0, '2026-11-23 08:40:46.181263+00', '');
INSERT INTO public.celery_periodic_task VALUES (24, 'strange queue', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice"}', 'not ours!', NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.175539+00', 0, '2026-11-23 08:40:46.181263+00', '');
INSERT INTO public.celery_periodic_task VALUES (25, 'routed', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice"}', NULL, 'noc', 'noc.slow', NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.175582+00', 0, '2026-11-23 08:40:46.181263+00', '');
INSERT INTO public.celery_periodic_task VALUES (26, 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.175624+00', 0, '2026-11-23 08:40:46.181263+00', '');
INSERT INTO public.celery_periodic_task VALUES (27, 'schedule gone', 'app.tasks.test_tasks.test_background_task', NULL, 6, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.189816+00', 0, '2026-11-23 08:40:46.181263+00', '');
INSERT INTO public.celery_periodic_task VALUES (28, 'lights on', 'app.tasks.test_tasks.test_background_task', NULL, NULL, 1, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.194649+00', 0, '2026-11-23 08:40:46.181263+00', '');
INSERT INTO public.celery_periodic_task VALUES (29, 'steps from one', 'app.tasks.test_tasks.test_background_task', NULL, 7, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, '2026-11-23 08:40:46.198159+00', 0, '2026-11-23 08:40:46.203591+00', '');
INSERT INTO public.celery_periodic_task VALUES (35, 'no schedule', 'app.tasks.test_tasks.test_background_task', NULL, NULL, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, '2026-11-23 08:40:46.241649+00', 0, '2026-11-23 08:40:46.247124+00', '');
INSERT INTO public.celery_periodic_task VALUES (30, 'question mark', 'app.tasks.test_tasks.test_background_task', NULL, 8, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, '2026-11-23 08:40:46.20877+00', 0, '2026-11-23 08:40:46.211964+00', '');
INSERT INTO public.celery_periodic_task VALUES (36, 'unknown event', 'app.tasks.test_tasks.test_background_task', NULL, NULL, 2, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, NULL, 0, '2026-11-23 08:40:46.247124+00', '');
INSERT INTO public.celery_periodic_task VALUES (31, 'sunday as seven', 'app.tasks.test_tasks.test_background_task', NULL, 9, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, '2026-11-23 08:40:46.214858+00', 0, '2026-11-23 08:40:46.219677+00', '');
INSERT INTO public.celery_periodic_task VALUES (32, 'last day', 'app.tasks.test_tasks.test_background_task', NULL, 10, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, '2026-11-23 08:40:46.224792+00', 0, '2026-11-23 08:40:46.228208+00', '');
INSERT INTO public.celery_periodic_task VALUES (33, 'no such zone', 'app.tasks.test_tasks.test_background_task', NULL, 11, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, false, '2026-11-23 08:40:46.231502+00', 0, '2026-11-23 08:40:46.236684+00', '');
INSERT INTO public.celery_periodic_task VALUES (34, 'spring dream', 'app.tasks.test_tasks.test_background_task', NULL, 12, NULL, '[]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.238807+00', 0, '2026-11-23 08:40:46.236684+00', '');
INSERT INTO public.celery_periodic_task VALUES (17, 'positional', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '["hello"]', '{"username": "alice"}', NULL, NULL, NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:46.168593+00', 0, '2026-11-23 08:40:46.129412+00', '');
INSERT INTO public.celery_periodic_task VALUES (18, 'broken kwargs', 'app.tasks.test_tasks.test_background_task', 6, NULL, NULL, '[]', '{not json', NULL, NULL, NULL, NULL, NULL, false, NULL, false, '2026-11-23 08:40:46.175121+00', 0, '2026-11-23 08:40:46.181263+00', '');
INSERT INTO public.celery_periodic_task_changed VALUES (1, '2026-11-23 08:40:46.282575+00');
INSERT INTO public.celery_solar_schedule VALUES (1, 'sunset', 52.52, 13.405);
INSERT INTO public.celery_solar_schedule VALUES (2, 'high_tea', 52.52, 13.405);
INSERT INTO public.scheduled_task_owners VALUES (1, 6, 'bob', 2, '2026-01-01 00:00:00', NULL);
INSERT INTO public.scheduled_task_owners VALUES (2, 7, 'bob', 2, '2026-01-01 00:00:00', NULL);
SELECT pg_catalog.setval('public.celery_crontab_schedule_id_seq', 12, true);
SELECT pg_catalog.setval('public.celery_interval_schedule_id_seq', 6, true);
SELECT pg_catalog.setval('public.celery_periodic_task_changed_id_seq', 1, false);
SELECT pg_catalog.setval('public.celery_periodic_task_id_seq', 36, true);
SELECT pg_catalog.setval('public.celery_solar_schedule_id_seq', 2, true);
SELECT pg_catalog.setval('public.scheduled_task_owners_id_seq', 2, true);
ALTER TABLE ONLY public.celery_crontab_schedule
    ADD CONSTRAINT celery_crontab_schedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.celery_interval_schedule
    ADD CONSTRAINT celery_interval_schedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.celery_periodic_task_changed
    ADD CONSTRAINT celery_periodic_task_changed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.celery_periodic_task
    ADD CONSTRAINT celery_periodic_task_name_key UNIQUE (name);
ALTER TABLE ONLY public.celery_periodic_task
    ADD CONSTRAINT celery_periodic_task_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.celery_solar_schedule
    ADD CONSTRAINT celery_solar_schedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduled_task_owners
    ADD CONSTRAINT scheduled_task_owners_pkey PRIMARY KEY (id);
