//! Structured data of schema.org as JSON-LD, written field by field as it is told.
//!
//! Every page of a site has some: a tree of values would cost more than the rest of its view. What
//! stands in a field is escaped so that it cannot end its script.

use serde::Serialize;

/// An object.
#[derive(Debug)]
pub(super) struct Node {
    json: Vec<u8>,
}

impl Node {
    fn open() -> Node {
        // Most things take two hundred bytes.
        let mut json = Vec::with_capacity(256);
        json.push(b'{');
        Node { json }
    }

    /// A thing of a type.
    pub(super) fn of(kind: &str) -> Node {
        Node::open().field("@type", &kind)
    }

    /// A thing that is described elsewhere.
    pub(super) fn named(id: &str) -> Node {
        Node::open().field("@id", &id)
    }

    /// All of them, in the context of schema.org.
    pub(super) fn graph(nodes: Vec<Node>) -> String {
        let graph = Node::open().field("@context", &"https://schema.org").nodes("@graph", nodes);
        let json = String::from_utf8(graph.closed()).expect("JSON is UTF-8");
        if json.contains('<') { json.replace('<', "\\u003c") } else { json }
    }

    /// A plain value.
    pub(super) fn field(mut self, key: &str, value: &(impl Serialize + ?Sized)) -> Node {
        self.key(key);
        serde_json::to_writer(&mut self.json, value).expect("a plain value in memory");
        self
    }

    /// A plain value, if there is one.
    pub(super) fn some(self, key: &str, value: Option<impl Serialize>) -> Node {
        match value {
            Some(value) => self.field(key, &value),
            None => self,
        }
    }

    /// A thing that is known already.
    pub(super) fn known(mut self, key: &str, node: &Node) -> Node {
        self.key(key);
        self.json.extend_from_slice(&node.json);
        self.json.push(b'}');
        self
    }

    /// Another thing.
    pub(super) fn node(mut self, key: &str, node: Node) -> Node {
        self.key(key);
        self.json.extend(node.closed());
        self
    }

    /// Another thing, if there is one.
    pub(super) fn some_node(self, key: &str, node: Option<Node>) -> Node {
        match node {
            Some(node) => self.node(key, node),
            None => self,
        }
    }

    /// A list of things.
    pub(super) fn nodes(mut self, key: &str, nodes: impl IntoIterator<Item = Node>) -> Node {
        self.key(key);
        self.json.push(b'[');
        for (i, node) in nodes.into_iter().enumerate() {
            if i > 0 {
                self.json.push(b',');
            }
            self.json.extend(node.closed());
        }
        self.json.push(b']');
        self
    }

    fn key(&mut self, key: &str) {
        if self.json.len() > 1 {
            self.json.push(b',');
        }
        self.json.push(b'"');
        self.json.extend_from_slice(key.as_bytes());
        self.json.extend_from_slice(b"\":");
    }

    fn closed(mut self) -> Vec<u8> {
        self.json.push(b'}');
        self.json
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_json_and_ends_no_script() {
        let place = Node::of("Place").field("name", "Nhà \"văn hóa\" </script>");
        let event = Node::of("Event").some("name", None::<&str>).node("location", place);
        let all = Node::graph(vec![event, Node::named("#a").nodes("of", [])]);
        assert_eq!(
            all,
            "{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"Event\",\"location\":{\"@type\":\"Place\",\
             \"name\":\"Nhà \\\"văn hóa\\\" \\u003c/script>\"}},{\"@id\":\"#a\",\"of\":[]}]}"
        );
        let read: serde_json::Value = serde_json::from_str(&all).expect("JSON");
        assert_eq!(read["@graph"][0]["location"]["name"], "Nhà \"văn hóa\" </script>");
    }
}
