-- Written by tests/celery/regenerate.py with sqlalchemy-celery-beat 0.9.1, celery 5.7.0, sqlalchemy 2.1.9
CREATE SCHEMA celerybeat;
CREATE TYPE public.period AS ENUM (
    'days',
    'hours',
    'minutes',
    'seconds',
    'microseconds'
);
CREATE TYPE public.solarevent AS ENUM (
    'dawn_astronomical',
    'dawn_nautical',
    'dawn_civil',
    'sunrise',
    'solar_noon',
    'sunset',
    'dusk_civil',
    'dusk_nautical',
    'dusk_astronomical'
);
CREATE TABLE celerybeat.celery_clockedschedule (
    id integer NOT NULL,
    clocked_time timestamp with time zone
);
CREATE SEQUENCE celerybeat.celery_clockedschedule_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE celerybeat.celery_clockedschedule_id_seq OWNED BY celerybeat.celery_clockedschedule.id;
CREATE TABLE celerybeat.celery_crontabschedule (
    id integer NOT NULL,
    minute character varying(240) NOT NULL,
    hour character varying(96) NOT NULL,
    day_of_week character varying(64) NOT NULL,
    day_of_month character varying(124) NOT NULL,
    month_of_year character varying(64) NOT NULL,
    timezone character varying(64) NOT NULL
);
CREATE SEQUENCE celerybeat.celery_crontabschedule_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE celerybeat.celery_crontabschedule_id_seq OWNED BY celerybeat.celery_crontabschedule.id;
CREATE TABLE celerybeat.celery_intervalschedule (
    id integer NOT NULL,
    every integer NOT NULL,
    period public.period NOT NULL,
    CONSTRAINT celery_intervalschedule_every_check CHECK ((every >= 1))
);
CREATE SEQUENCE celerybeat.celery_intervalschedule_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE celerybeat.celery_intervalschedule_id_seq OWNED BY celerybeat.celery_intervalschedule.id;
CREATE TABLE celerybeat.celery_periodictask (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    task character varying(255) NOT NULL,
    args text NOT NULL,
    kwargs text NOT NULL,
    queue character varying(255),
    exchange character varying(255),
    routing_key character varying(255),
    headers text,
    priority integer,
    expires timestamp with time zone,
    expire_seconds integer,
    one_off boolean NOT NULL,
    start_time timestamp with time zone,
    enabled boolean NOT NULL,
    last_run_at timestamp with time zone,
    total_run_count integer NOT NULL,
    date_changed timestamp with time zone,
    description text,
    discriminator character varying(20) NOT NULL,
    schedule_id integer NOT NULL,
    CONSTRAINT celery_periodictask_priority_check CHECK (((priority >= 0) AND (priority <= 255)))
);
CREATE SEQUENCE celerybeat.celery_periodictask_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE celerybeat.celery_periodictask_id_seq OWNED BY celerybeat.celery_periodictask.id;
CREATE TABLE celerybeat.celery_periodictaskchanged (
    id integer NOT NULL,
    last_update timestamp with time zone NOT NULL
);
CREATE SEQUENCE celerybeat.celery_periodictaskchanged_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE celerybeat.celery_periodictaskchanged_id_seq OWNED BY celerybeat.celery_periodictaskchanged.id;
CREATE TABLE celerybeat.celery_solarschedule (
    id integer NOT NULL,
    event public.solarevent NOT NULL,
    latitude numeric(9,6) NOT NULL,
    longitude numeric(9,6) NOT NULL,
    CONSTRAINT celery_solarschedule_latitude_check CHECK (((latitude >= ('-90'::integer)::numeric) AND (latitude <= (90)::numeric))),
    CONSTRAINT celery_solarschedule_longitude_check CHECK (((longitude >= ('-180'::integer)::numeric) AND (longitude <= (180)::numeric)))
);
CREATE SEQUENCE celerybeat.celery_solarschedule_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE celerybeat.celery_solarschedule_id_seq OWNED BY celerybeat.celery_solarschedule.id;
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
ALTER TABLE ONLY celerybeat.celery_clockedschedule ALTER COLUMN id SET DEFAULT nextval('celerybeat.celery_clockedschedule_id_seq'::regclass);
ALTER TABLE ONLY celerybeat.celery_crontabschedule ALTER COLUMN id SET DEFAULT nextval('celerybeat.celery_crontabschedule_id_seq'::regclass);
ALTER TABLE ONLY celerybeat.celery_intervalschedule ALTER COLUMN id SET DEFAULT nextval('celerybeat.celery_intervalschedule_id_seq'::regclass);
ALTER TABLE ONLY celerybeat.celery_periodictask ALTER COLUMN id SET DEFAULT nextval('celerybeat.celery_periodictask_id_seq'::regclass);
ALTER TABLE ONLY celerybeat.celery_periodictaskchanged ALTER COLUMN id SET DEFAULT nextval('celerybeat.celery_periodictaskchanged_id_seq'::regclass);
ALTER TABLE ONLY celerybeat.celery_solarschedule ALTER COLUMN id SET DEFAULT nextval('celerybeat.celery_solarschedule_id_seq'::regclass);
ALTER TABLE ONLY public.scheduled_task_owners ALTER COLUMN id SET DEFAULT nextval('public.scheduled_task_owners_id_seq'::regclass);
INSERT INTO celerybeat.celery_clockedschedule VALUES (1, '2099-01-01 12:00:00+00');
INSERT INTO celerybeat.celery_clockedschedule VALUES (2, '2020-01-01 12:00:00+00');
INSERT INTO celerybeat.celery_crontabschedule VALUES (1, '0', '4', '*', '*', '*', 'UTC');
INSERT INTO celerybeat.celery_crontabschedule VALUES (2, '0', '2', '*', '*', '*', 'UTC');
INSERT INTO celerybeat.celery_crontabschedule VALUES (3, '*/15', '8-17', 'mon-fri', '*', '*', 'Europe/Berlin');
INSERT INTO celerybeat.celery_crontabschedule VALUES (4, '30', '22-6', '*', '*', '*', 'Europe/Berlin');
INSERT INTO celerybeat.celery_crontabschedule VALUES (5, '0', '9', 'fri', '13', '*', 'UTC');
INSERT INTO celerybeat.celery_crontabschedule VALUES (6, '*/90', '6', '*', '*', '*', 'UTC');
INSERT INTO celerybeat.celery_intervalschedule VALUES (1, 5, 'minutes');
INSERT INTO celerybeat.celery_intervalschedule VALUES (2, 6, 'hours');
INSERT INTO celerybeat.celery_intervalschedule VALUES (3, 500, 'microseconds');
INSERT INTO celerybeat.celery_intervalschedule VALUES (4, 100000, 'hours');
INSERT INTO celerybeat.celery_intervalschedule VALUES (5, 1, 'days');
INSERT INTO celerybeat.celery_intervalschedule VALUES (6, 1, 'hours');
INSERT INTO celerybeat.celery_periodictask VALUES (1, 'celery.backend_cleanup', 'celery.backend_cleanup', '[]', '{}', NULL, NULL, NULL, '{}', NULL, NULL, 43200, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.629849+00', '', 'crontabschedule', 1);
INSERT INTO celerybeat.celery_periodictask VALUES (3, 'office hours', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice", "message": "hello", "duration": 0}', 'slow', NULL, NULL, '{}', 2, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.687479+00', 'Every quarter of an hour', 'crontabschedule', 3);
INSERT INTO celerybeat.celery_periodictask VALUES (4, 'night shift', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.702362+00', '', 'crontabschedule', 4);
INSERT INTO celerybeat.celery_periodictask VALUES (5, 'friday the 13th', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.716911+00', '', 'crontabschedule', 5);
INSERT INTO celerybeat.celery_periodictask VALUES (6, 'every ninety', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.728244+00', '', 'crontabschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (7, 'owner in the table', 'app.tasks.test_tasks.test_background_task', '[]', '{}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.741295+00', '', 'intervalschedule', 1);
INSERT INTO celerybeat.celery_periodictask VALUES (8, 'two owners', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.747967+00', '', 'intervalschedule', 1);
INSERT INTO celerybeat.celery_periodictask VALUES (9, 'nobody''s', 'app.tasks.test_tasks.test_background_task', '[]', '{}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.748081+00', '', 'intervalschedule', 2);
INSERT INTO celerybeat.celery_periodictask VALUES (10, 'too fast', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.755585+00', '', 'intervalschedule', 3);
INSERT INTO celerybeat.celery_periodictask VALUES (11, 'too slow', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.76176+00', '', 'intervalschedule', 4);
INSERT INTO celerybeat.celery_periodictask VALUES (12, 'begins late', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, true, '2099-01-01 12:00:00+00', true, NULL, 0, '2026-11-23 08:40:49.764158+00', '', 'intervalschedule', 5);
INSERT INTO celerybeat.celery_periodictask VALUES (13, 'began long ago', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, '2020-01-01 12:00:00+00', true, NULL, 0, '2026-11-23 08:40:49.766604+00', '', 'intervalschedule', 5);
INSERT INTO celerybeat.celery_periodictask VALUES (14, 'has run once', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, true, NULL, true, '2020-01-01 12:00:00+00', 1, '2026-11-23 08:40:49.766698+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (15, 'switched off', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, false, NULL, 0, '2026-11-23 08:40:49.774396+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (16, 'expires late', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', 9, '2099-01-01 12:00:00+00', NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.774496+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (17, 'expired', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, '2020-01-01 12:00:00+00', NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.774575+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (18, 'positional', 'app.tasks.test_tasks.test_background_task', '["hello"]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.774641+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (20, 'kwargs in a list', 'app.tasks.test_tasks.test_background_task', '[]', '[1]', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.774752+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (21, 'unknown argument', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice", "colour": "red"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.774807+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (22, 'unknown task', 'app.tasks.cleanup_tasks.sweep', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.77486+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (23, 'unknown owner', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "mallory"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.774912+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (24, 'disabled owner', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "carol"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.774962+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (25, 'strange queue', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', 'not ours!', NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.775012+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (26, 'routed', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, 'noc', 'noc.slow', '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.775066+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (27, 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.775121+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (28, 'schedule gone', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.775172+00', '', 'crontabschedule', 7);
INSERT INTO celerybeat.celery_periodictask VALUES (29, 'lights on', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.818004+00', '', 'solarschedule', 1);
INSERT INTO celerybeat.celery_periodictask VALUES (30, 'once', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, true, NULL, true, NULL, 0, '2026-11-23 08:40:49.82226+00', '', 'clockedschedule', 1);
INSERT INTO celerybeat.celery_periodictask VALUES (31, 'was once', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, true, NULL, true, NULL, 0, '2026-11-23 08:40:49.825703+00', '', 'clockedschedule', 2);
INSERT INTO celerybeat.celery_periodictask VALUES (32, 'short-lived', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, 3600, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.828012+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (33, 'long-lived', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, 10000000, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.828108+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (34, 'headers', 'app.tasks.test_tasks.test_background_task', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{"trace": "1"}', NULL, NULL, NULL, false, NULL, true, NULL, 0, '2026-11-23 08:40:49.828173+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (19, 'broken kwargs', 'app.tasks.test_tasks.test_background_task', '[]', '{not json', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, false, NULL, 0, '2026-11-23 08:40:49.91138+00', '', 'intervalschedule', 6);
INSERT INTO celerybeat.celery_periodictask VALUES (2, 'nightly sync', 'app.tasks.nautobot_tasks.sync_nautobot_devices', '[]', '{"username": "alice"}', NULL, NULL, NULL, '{}', NULL, NULL, NULL, false, NULL, true, '2026-11-23 08:40:49.917677+00', 41, '2026-11-23 08:40:49.940173+00', '', 'crontabschedule', 2);
INSERT INTO celerybeat.celery_periodictaskchanged VALUES (1, '2026-11-23 08:40:49.835762+00');
INSERT INTO celerybeat.celery_solarschedule VALUES (1, 'sunset', 52.520000, 13.405000);
INSERT INTO public.scheduled_task_owners VALUES (1, 7, 'bob', 2, '2026-01-01 00:00:00', NULL);
INSERT INTO public.scheduled_task_owners VALUES (2, 8, 'bob', 2, '2026-01-01 00:00:00', NULL);
SELECT pg_catalog.setval('celerybeat.celery_clockedschedule_id_seq', 2, true);
SELECT pg_catalog.setval('celerybeat.celery_crontabschedule_id_seq', 7, true);
SELECT pg_catalog.setval('celerybeat.celery_intervalschedule_id_seq', 6, true);
SELECT pg_catalog.setval('celerybeat.celery_periodictask_id_seq', 34, true);
SELECT pg_catalog.setval('celerybeat.celery_periodictaskchanged_id_seq', 1, false);
SELECT pg_catalog.setval('celerybeat.celery_solarschedule_id_seq', 1, true);
SELECT pg_catalog.setval('public.scheduled_task_owners_id_seq', 2, true);
ALTER TABLE ONLY celerybeat.celery_clockedschedule
    ADD CONSTRAINT celery_clockedschedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY celerybeat.celery_crontabschedule
    ADD CONSTRAINT celery_crontabschedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY celerybeat.celery_intervalschedule
    ADD CONSTRAINT celery_intervalschedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY celerybeat.celery_periodictask
    ADD CONSTRAINT celery_periodictask_name_key UNIQUE (name);
ALTER TABLE ONLY celerybeat.celery_periodictask
    ADD CONSTRAINT celery_periodictask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY celerybeat.celery_periodictaskchanged
    ADD CONSTRAINT celery_periodictaskchanged_pkey PRIMARY KEY (id);
ALTER TABLE ONLY celerybeat.celery_solarschedule
    ADD CONSTRAINT celery_solarschedule_event_latitude_longitude_key UNIQUE (event, latitude, longitude);
ALTER TABLE ONLY celerybeat.celery_solarschedule
    ADD CONSTRAINT celery_solarschedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduled_task_owners
    ADD CONSTRAINT scheduled_task_owners_pkey PRIMARY KEY (id);
