//! The tasks a process knows, by name.

use std::collections::{BTreeMap, HashMap};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use jsonschema::Validator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use super::arguments::{self, ArgumentError};
use super::{Context, Failure, Task, TaskDefaults};
use crate::domain::task::RemoteSystem;

/// The tasks a process knows. Cheap to clone.
#[derive(Clone, Default)]
pub struct Registry {
    entries: Arc<BTreeMap<&'static str, Arc<Entry>>>,
    names: Arc<HashMap<&'static str, &'static str>>,
}

/// One task, as the catalogue shows it and as workers run it.
pub struct Entry {
    /// Its stable short name.
    pub name: &'static str,
    /// One sentence about it.
    pub description: &'static str,
    /// Names it had before.
    pub aliases: &'static [&'static str],
    /// What its jobs get where nobody says otherwise.
    pub defaults: TaskDefaults,
    /// The JSON Schema of its arguments.
    pub parameters_schema: Value,
    /// Each argument's name and a line about it, as existing clients print it.
    pub kwargs_schema: BTreeMap<String, String>,
    validator: Option<Validator>,
    runner: Arc<dyn Runner>,
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entry").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Registry {
    /// A registry without tasks.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With one more task. A later one takes the name from an earlier one.
    #[must_use]
    pub fn with<T: Task>(mut self, task: T) -> Self {
        let entry = Entry::new(task);
        let names = Arc::make_mut(&mut self.names);
        names.extend(entry.aliases.iter().map(|alias| (*alias, entry.name)));
        names.insert(entry.name, entry.name);
        Arc::make_mut(&mut self.entries).insert(entry.name, Arc::new(entry));
        self
    }

    /// The task of that name, old or new.
    #[must_use]
    pub fn resolve(&self, name_or_alias: &str) -> Option<&Arc<Entry>> {
        self.entries.get(self.names.get(name_or_alias)?)
    }

    /// Every task, by name.
    pub fn entries(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.values()
    }
}

impl Entry {
    fn new<T: Task>(task: T) -> Self {
        // Inlined, so that a form can be drawn without following references.
        let settings = SchemaSettings::draft2020_12().with(|s| s.inline_subschemas = true);
        let schema = settings.into_generator().into_root_schema_for::<T::Args>().to_value();
        let validator = jsonschema::validator_for(&schema)
            .inspect_err(|e| tracing::error!(task = T::NAME, error = %e, "the schema of a task is broken"))
            .ok();
        Self {
            name: T::NAME,
            description: T::DESCRIPTION,
            aliases: T::ALIASES,
            defaults: T::defaults(),
            kwargs_schema: arguments::flat(&schema),
            parameters_schema: schema,
            validator,
            runner: Arc::new(Runs(Arc::new(task))),
        }
    }

    /// Checks arguments as when a schedule is saved and again before each run;
    /// gives them back in their flat form.
    ///
    /// # Errors
    /// Everything that is wrong with them, the first one first.
    pub fn validate(&self, kwargs: &Value) -> Result<Map<String, Value>, Vec<ArgumentError>> {
        let whole = |detail: String| vec![ArgumentError { pointer: String::new(), detail }];
        let Some(validator) = &self.validator else {
            return Err(whole(format!("the schema of `{}` is broken in this version", self.name)));
        };
        let checked = arguments::check(validator, &self.parameters_schema, kwargs)?;
        self.runner.read(&checked).map_err(whole)?;
        Ok(checked)
    }

    /// What its jobs reach out to with these arguments; nothing with such as it cannot read.
    #[must_use]
    pub fn systems(&self, kwargs: Map<String, Value>) -> Vec<RemoteSystem> {
        self.runner.systems(kwargs)
    }

    /// Runs the task once with arguments that [`Self::validate`] gave back. A
    /// panic becomes a failure of class `panic`.
    pub fn run(&self, kwargs: Map<String, Value>, ctx: Context) -> BoxFuture<'static, Result<Value, Failure>> {
        Arc::clone(&self.runner).run(kwargs, ctx)
    }
}

/// A task without its types.
trait Runner: Send + Sync {
    fn read(&self, kwargs: &Map<String, Value>) -> Result<(), String>;
    fn systems(&self, kwargs: Map<String, Value>) -> Vec<RemoteSystem>;
    fn run(self: Arc<Self>, kwargs: Map<String, Value>, ctx: Context) -> BoxFuture<'static, Result<Value, Failure>>;
}

struct Runs<T>(Arc<T>);

impl<T: Task> Runner for Runs<T> {
    fn read(&self, kwargs: &Map<String, Value>) -> Result<(), String> {
        let args = read::<T>(kwargs.clone()).map_err(|e| e.to_string())?;
        self.0.check(&args)
    }

    fn systems(&self, kwargs: Map<String, Value>) -> Vec<RemoteSystem> {
        read::<T>(kwargs).map(|args| T::systems(&args)).unwrap_or_default()
    }

    fn run(self: Arc<Self>, kwargs: Map<String, Value>, ctx: Context) -> BoxFuture<'static, Result<Value, Failure>> {
        let task = Arc::clone(&self.0);
        let work = async move {
            let args = read::<T>(kwargs).map_err(|e| Failure::fatal("arguments", e.to_string()))?;
            task.check(&args).map_err(|why| Failure::fatal("arguments", why))?;
            let output = task.perform(args, ctx).await?;
            serde_json::to_value(output).map_err(|e| Failure::fatal("result", format!("the result is not JSON: {e}")))
        };
        // A panic must not take the worker's other jobs along.
        async move {
            AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|panic| {
                Err(Failure::retryable("panic", format!("The task panicked: {}", words(panic.as_ref()))))
            })
        }
        .boxed()
    }
}

fn read<T: Task>(kwargs: Map<String, Value>) -> Result<T::Args, serde_json::Error> {
    serde_json::from_value(Value::Object(kwargs))
}

fn words(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("without a word")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry() -> Arc<Entry> {
        Arc::clone(Registry::builtin().resolve("test_job").unwrap())
    }

    fn wrong(kwargs: &Value) -> Vec<(String, String)> {
        entry().validate(kwargs).unwrap_err().into_iter().map(|e| (e.pointer, e.detail)).collect()
    }

    #[test]
    fn a_task_is_found_by_its_old_names_and_answers_with_its_own() {
        let registry = Registry::builtin();
        assert_eq!(registry.resolve("app.tasks.test_tasks.test_background_task").unwrap().name, "test_job");
        assert!(registry.resolve("test_jobs").is_none());
    }

    #[test]
    fn good_arguments_come_back_in_their_flat_form() {
        let flat = json!({"message": "x", "duration": 0.5});
        assert_eq!(Value::Object(entry().validate(&flat).unwrap()), flat);
        assert_eq!(Value::Object(entry().validate(&json!({"filters": flat})).unwrap()), flat);
        assert!(entry().validate(&Value::Null).unwrap().is_empty());
        assert!(entry().validate(&json!({"fail_at_step": null, "steps": 3})).is_ok());
    }

    #[test]
    fn an_unknown_argument_is_named_with_those_there_are() {
        let errors = wrong(&json!({"duraton": 1}));
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert_eq!(errors[0].0, "/duraton");
        assert!(
            errors[0].1.starts_with("there is no such argument") && errors[0].1.contains("`duration`"),
            "{errors:?}"
        );
    }

    #[test]
    fn nobody_can_act_as_somebody_else() {
        let errors = wrong(&json!({"username": "admin"}));
        assert!(errors[0].1.contains("act as the owner"), "{errors:?}");
        assert!(wrong(&json!({"filters": {"username": "admin"}}))[0].1.contains("act as the owner"));
    }

    #[test]
    fn wrong_types_bounds_and_choices_are_told_all_at_once() {
        let errors = wrong(&json!({"duration": 3601, "steps": "two", "fail_kind": "explode", "log_lines": -1}));
        let pointers: Vec<_> = errors.iter().map(|(pointer, _)| pointer.as_str()).collect();
        for pointer in ["/duration", "/steps", "/fail_kind", "/log_lines"] {
            assert!(pointers.contains(&pointer), "{errors:?}");
        }
        assert!(errors.iter().any(|(_, detail)| detail.contains("3600")), "{errors:?}");
        assert!(errors.iter().all(|(pointer, detail)| !detail.contains(&pointer[1..])), "named once: {errors:?}");
        let choice = ("/fail_kind".to_owned(), "must be one of error, panic, timeout, lost_worker".to_owned());
        assert!(errors.contains(&choice), "{errors:?}");
        assert_eq!(wrong(&json!([1]))[0].0, "");
    }

    #[test]
    fn the_catalogue_shows_schema_and_one_line_for_each_argument() {
        let entry = entry();
        assert_eq!(entry.parameters_schema["properties"]["duration"]["maximum"], 3_600.0);
        assert!(entry.kwargs_schema["duration"].starts_with("How long to run"), "{:?}", entry.kwargs_schema);
        assert!(entry.kwargs_schema["duration"].contains("default 1"), "{:?}", entry.kwargs_schema);
        assert_eq!(entry.kwargs_schema.len(), 7);
        let text = entry.parameters_schema.to_string();
        assert!(!text.contains("$ref"), "forms need no references: {text}");
    }

    #[test]
    fn a_missing_argument_is_named() {
        use schemars::JsonSchema;
        use serde::Deserialize;

        struct Strict;
        #[derive(Deserialize, JsonSchema)]
        #[expect(dead_code, reason = "only its schema is of interest")]
        struct Args {
            /// Which one.
            device: String,
        }
        impl Task for Strict {
            const NAME: &'static str = "strict";
            const DESCRIPTION: &'static str = "";
            type Args = Args;
            type Output = ();
            async fn perform(&self, _: Args, _: Context) -> Result<(), Failure> {
                Ok(())
            }
        }
        let registry = Registry::new().with(Strict);
        let errors = registry.resolve("strict").unwrap().validate(&json!({})).unwrap_err();
        assert_eq!(errors[0].pointer, "/device");
        assert_eq!(errors[0].to_string(), "`device`: required");
        assert_eq!(registry.resolve("strict").unwrap().kwargs_schema["device"], "Which one. (string, required)");
    }
}
