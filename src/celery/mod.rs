//! Moving in: Celery's schedules, said in ours.

pub mod crontab;
