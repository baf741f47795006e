//! The topology: the graph, what changed, what devices tell, and where an address is.

mod export;
mod graph;
mod nodes;
mod view;
mod where_is;

pub(super) use self::graph::GraphApi;
pub(super) use self::nodes::NodesApi;
pub(super) use self::where_is::WhereApi;
