//! The scheduler under fire: real processes are killed and stopped, Redis and
//! Postgres taken from under them; then the tables and a record kept elsewhere
//! have to tell one story.
//!
//! `NOC_FAULT_SECONDS` (45) says for how long, `NOC_FAULT_SEED` repeats what is injected.

#[cfg(test)]
mod dice;
#[cfg(test)]
mod proof;
#[cfg(test)]
mod record;
#[cfg(test)]
mod scene;
#[cfg(test)]
#[path = "../support/mod.rs"]
mod support;

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::dice::Plan;
    use super::proof::{self, Facts};
    use super::scene::Scene;

    fn number(variable: &str) -> Option<u64> {
        std::env::var(variable).ok().map(|text| text.parse().unwrap_or_else(|e| panic!("{variable}={text}: {e}")))
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn each_due_time_has_one_outcome_and_each_job_one_end_whatever_is_killed() {
        let seconds = number("NOC_FAULT_SECONDS").unwrap_or(45);
        let seed = number("NOC_FAULT_SEED").unwrap_or_else(rand::random);
        println!("faults: seed {seed}; NOC_FAULT_SEED={seed} NOC_FAULT_SECONDS={seconds} injects the same again");
        let plan = Plan::throw(seed, Duration::from_secs(seconds));
        let mut scene = Scene::set().await;
        let injected = scene.suffer(&plan, seed).await;
        println!("{injected}");
        scene.heal().await;
        let facts = Facts::gather(&scene).await;
        let told = proof::prove(&facts, &injected);
        println!("{told}");
    }
}
