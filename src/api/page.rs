//! Lists: bare JSON arrays, with the rest in headers.

use poem::http::{Uri, header};
use poem::{IntoResponse, Request, Response};
use poem_openapi::ApiResponse;
use poem_openapi::registry::{
    MetaHeader, MetaMediaType, MetaResponse, MetaResponses, MetaSchema, MetaSchemaRef, Registry,
};
use poem_openapi::types::{ToJSON, Type};

use super::problem::Problem;

/// Things on a page where the caller does not say.
pub(super) const PAGE: i64 = 50;
/// The most things on a page.
pub(super) const LONGEST_PAGE: i64 = 500;
/// Totals are exact up to here.
pub(super) const MOST_COUNTED: i64 = 10_000;

/// How many things a page is to have.
pub(super) fn page_size(limit: Option<i64>) -> Result<i64, Problem> {
    match limit {
        None => Ok(PAGE),
        Some(limit) if (1..=LONGEST_PAGE).contains(&limit) => Ok(limit),
        Some(limit) => Err(Problem::field("?limit", format!("must be from 1 to {LONGEST_PAGE}, not {limit}"))),
    }
}

/// Reads back a cursor of kind `kind` that a list of ours wrote.
pub(super) fn cursor<T: std::str::FromStr>(kind: char, text: Option<&str>) -> Result<Option<T>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let read = text.strip_prefix(kind).and_then(|rest| rest.parse().ok());
    let wrong = || Problem::field("?cursor", "is not one that this list gave; leave it away to begin anew");
    read.map(Some).ok_or_else(wrong)
}

/// A page of a list.
pub(super) struct List<T> {
    /// The things.
    pub(super) items: Vec<T>,
    /// How many there are in all, exactly up to [`MOST_COUNTED`].
    pub(super) total: Option<i64>,
    /// Where the next page begins.
    pub(super) next: Option<Next>,
    /// The stream's cursor, taken before the list was read.
    pub(super) stream_cursor: Option<String>,
}

/// The address of the next page.
pub(super) struct Next(String);

impl Next {
    /// The same request, from `cursor` on.
    pub(super) fn after(request: &Request, cursor: &str) -> Self {
        Self::of(request.original_uri(), cursor)
    }

    /// The same with another query parameter set; `value` needs no escape.
    pub(super) fn with(self, name: &str, value: &str) -> Self {
        let (path, query) = self.0.split_once('?').unwrap_or((&self.0, ""));
        let prefix = format!("{name}=");
        let mut pairs: Vec<&str> =
            query.split('&').filter(|pair| !str::is_empty(pair) && !pair.starts_with(&prefix)).collect();
        let pair = format!("{prefix}{value}");
        pairs.push(&pair);
        Self(format!("{path}?{}", pairs.join("&")))
    }

    fn of(uri: &Uri, cursor: &str) -> Self {
        let mut query: Vec<String> = uri
            .query()
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !str::is_empty(pair) && !pair.starts_with("cursor="))
            .map(str::to_owned)
            .collect();
        query.push(format!("cursor={cursor}"));
        Self(format!("{}?{}", uri.path(), query.join("&")))
    }
}

impl<T> List<T> {
    /// A list that is all there is.
    pub(super) fn whole(items: Vec<T>) -> Self {
        let total = i64::try_from(items.len()).ok();
        Self { items, total, next: None, stream_cursor: None }
    }
}

impl<T: ToJSON> IntoResponse for List<T> {
    fn into_response(self) -> Response {
        let mut answer = Response::builder().content_type("application/json; charset=utf-8");
        if let Some(total) = self.total {
            answer = answer.header("X-Total-Count", total);
        }
        if let Some(Next(address)) = self.next {
            answer = answer.header(header::LINK, format!("<{address}>; rel=\"next\""));
        }
        if let Some(cursor) = self.stream_cursor {
            answer = answer.header("X-Stream-Cursor", cursor);
        }
        answer.body(self.items.to_json_string())
    }
}

impl<T: ToJSON> ApiResponse for List<T> {
    fn meta() -> MetaResponses {
        let header = |name: &str, ty: &'static str, description: &str| MetaHeader {
            name: name.to_owned(),
            description: Some(description.to_owned()),
            required: false,
            deprecated: false,
            schema: MetaSchemaRef::Inline(Box::new(MetaSchema::new(ty))),
        };
        let headers = vec![
            header("X-Total-Count", "integer", "How many match in all; exact up to 10,000."),
            header("Link", "string", "`<address>; rel=\"next\"` while there is another page."),
            header("X-Stream-Cursor", "string", "Start the stream here (`?after=`) to miss nothing since this list."),
        ];
        let content =
            vec![MetaMediaType { content_type: "application/json; charset=utf-8", schema: <Vec<T>>::schema_ref() }];
        let ok = MetaResponse { description: "The list.", status: Some(200), status_range: None, content, headers };
        MetaResponses { responses: vec![ok] }
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_keeps_the_filters() {
        let uri = Uri::from_static("/api/jobs?state=failed&cursor=j1&limit=2");
        assert_eq!(Next::of(&uri, "j7").0, "/api/jobs?state=failed&limit=2&cursor=j7");
        let with = Next("/api/x?to=1&cursor=n2".to_owned()).with("to", "9");
        assert_eq!(with.0, "/api/x?cursor=n2&to=9");
    }

    #[test]
    fn only_own_cursors_are_read() {
        assert_eq!(cursor::<i64>('v', Some("v7")).unwrap(), Some(7));
        for wrong in ["7", "v", "vx", "s7", "v7'; drop"] {
            assert!(cursor::<i64>('v', Some(wrong)).is_err(), "{wrong}");
        }
    }
}
