//! The statements of DOT: nodes, edges, subgraphs and the defaults that hold in them. Must not know what attributes
//! mean.

use std::{borrow::Cow, collections::HashMap};

use super::{
    ReadError, broken,
    lexer::{Lexer, Token},
};
use crate::interchange::limits;

/// Attributes in the order in which they are said.
pub(super) type Attributes<'t> = Vec<(Cow<'t, str>, Cow<'t, str>)>;

#[derive(Debug, Default)]
pub(super) struct DrawnNode<'t> {
    pub(super) id: Cow<'t, str>,
    pub(super) attributes: Attributes<'t>,
    /// The subgraph it was first named in.
    pub(super) home: usize,
    pub(super) line: u32,
}

#[derive(Debug, Default)]
pub(super) struct DrawnEdge<'t> {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) points: bool,
    pub(super) attributes: Attributes<'t>,
    pub(super) line: u32,
}

#[derive(Debug, Default)]
pub(super) struct Subgraph<'t> {
    pub(super) name: Cow<'t, str>,
    pub(super) attributes: Attributes<'t>,
    pub(super) parent: usize,
}

/// What a text draws. Subgraph 0 is the whole graph, its own parent.
#[derive(Debug, Default)]
pub(super) struct Drawn<'t> {
    pub(super) directed: bool,
    pub(super) nodes: Vec<DrawnNode<'t>>,
    pub(super) edges: Vec<DrawnEdge<'t>>,
    pub(super) subgraphs: Vec<Subgraph<'t>>,
}

struct Reading<'t> {
    lexer: Lexer<'t>,
    ahead: Token<'t>,
    drawn: Drawn<'t>,
    by_id: HashMap<Cow<'t, str>, usize>,
}

/// What holds in a subgraph for what is named in it.
#[derive(Clone, Default)]
struct Defaults<'t> {
    node: Attributes<'t>,
    edge: Attributes<'t>,
}

pub(super) fn read(text: &str) -> Result<Drawn<'_>, ReadError> {
    let mut lexer = Lexer::new(text);
    let ahead = lexer.next()?;
    let mut reading = Reading { lexer, ahead, drawn: Drawn::default(), by_id: HashMap::new() };
    if reading.keyword("strict") {
        reading.step()?;
    }
    reading.drawn.directed = reading.keyword("digraph");
    if !reading.drawn.directed && !reading.keyword("graph") {
        return Err(broken(reading.lexer.line, "it begins neither with graph nor with digraph"));
    }
    reading.step()?;
    let mut name = Cow::Borrowed("");
    if let Token::Word(word, _) = reading.ahead.clone() {
        name = word;
        reading.step()?;
    }
    reading.drawn.subgraphs.push(Subgraph { name, ..Subgraph::default() });
    reading.expect(&Token::Open, "{")?;
    reading.list(0, Defaults::default(), 1)?;
    Ok(reading.drawn)
}

fn set<'t>(attributes: &mut Attributes<'t>, more: &Attributes<'t>) {
    for (key, value) in more {
        match attributes.iter_mut().find(|(known, _)| known == key) {
            Some(known) => known.1 = value.clone(),
            None => attributes.push((key.clone(), value.clone())),
        }
    }
}

impl<'t> Reading<'t> {
    fn step(&mut self) -> Result<Token<'t>, ReadError> {
        let next = self.lexer.next()?;
        Ok(std::mem::replace(&mut self.ahead, next))
    }

    fn keyword(&self, word: &str) -> bool {
        matches!(&self.ahead, Token::Word(found, false) if found.eq_ignore_ascii_case(word))
    }

    fn expect(&mut self, token: &Token<'_>, sign: &str) -> Result<(), ReadError> {
        if self.ahead != *token {
            return Err(broken(self.lexer.line, format!("a `{sign}` is missing")));
        }
        self.step()?;
        Ok(())
    }

    fn word(&mut self) -> Result<Cow<'t, str>, ReadError> {
        match self.step()? {
            Token::Word(word, _) => Ok(word),
            _ => Err(broken(self.lexer.line, "a name is missing")),
        }
    }

    /// The statements up to the closing bracket; all nodes named in them.
    fn list(
        &mut self,
        home: usize,
        mut defaults: Defaults<'t>,
        depth: usize,
    ) -> Result<Vec<usize>, ReadError> {
        limits::depth(depth, self.lexer.line)?;
        let mut named = Vec::new();
        loop {
            match &self.ahead {
                Token::Close => {
                    self.step()?;
                    return Ok(named);
                }
                Token::Semicolon | Token::Comma => {
                    self.step()?;
                }
                Token::End => return Err(broken(self.lexer.line, "the file ends before its last bracket")),
                _ => self.statement(home, &mut defaults, depth, &mut named)?,
            }
        }
    }

    fn statement(
        &mut self,
        home: usize,
        defaults: &mut Defaults<'t>,
        depth: usize,
        named: &mut Vec<usize>,
    ) -> Result<(), ReadError> {
        for kind in ["node", "edge", "graph"] {
            if self.keyword(kind) {
                self.step()?;
                let found = self.attributes()?;
                match kind {
                    "node" => set(&mut defaults.node, &found),
                    "edge" => set(&mut defaults.edge, &found),
                    _ => set(&mut self.drawn.subgraphs[home].attributes, &found),
                }
                return Ok(());
            }
        }
        let line = self.lexer.line;
        let mut ends = self.end(home, defaults, depth)?;
        if let (None, Token::Equals) = (&ends.1, &self.ahead) {
            let key = std::mem::take(&mut ends.2);
            self.step()?;
            let value = self.word()?;
            set(&mut self.drawn.subgraphs[home].attributes, &vec![(key, value)]);
            return Ok(());
        }
        let mut chain = vec![(self.nodes(&mut ends, home, defaults, line)?, self.drawn.directed)];
        while let Token::Edge(points) = self.ahead {
            self.step()?;
            let mut next = self.end(home, defaults, depth)?;
            chain.push((self.nodes(&mut next, home, defaults, line)?, points));
        }
        let found = self.attributes()?;
        if let [(only, _)] = chain.as_slice() {
            if ends.1.is_none()
                && let Some(node) = only.first()
            {
                set(&mut self.drawn.nodes[*node].attributes, &found);
            }
        } else {
            let mut all = defaults.edge.clone();
            set(&mut all, &found);
            for pair in chain.windows(2) {
                let (sources, (targets, points)) = (&pair[0].0, &pair[1]);
                for (from, to) in sources.iter().flat_map(|from| targets.iter().map(move |to| (*from, *to))) {
                    if self.drawn.edges.len() >= limits::MOST_EDGES {
                        return Err(ReadError::TooMany { what: "edges", limit: limits::MOST_EDGES });
                    }
                    let edge = DrawnEdge { from, to, points: *points, attributes: all.clone(), line };
                    self.drawn.edges.push(edge);
                }
            }
        }
        named.extend(chain.into_iter().flat_map(|(nodes, _)| nodes));
        Ok(())
    }

    /// One end of an edge: a subgraph's nodes, or a name.
    #[allow(clippy::type_complexity, reason = "used by one statement only")]
    fn end(
        &mut self,
        home: usize,
        defaults: &Defaults<'t>,
        depth: usize,
    ) -> Result<(u32, Option<Vec<usize>>, Cow<'t, str>), ReadError> {
        let line = self.lexer.line;
        let is_subgraph = self.keyword("subgraph");
        if is_subgraph {
            self.step()?;
        }
        let mut name = Cow::Borrowed("");
        if let Token::Word(..) = self.ahead
            && (is_subgraph || self.ahead != Token::Open)
        {
            name = self.word()?;
        }
        if self.ahead == Token::Open {
            self.step()?;
            let index = self.drawn.subgraphs.len();
            if index >= limits::MOST_NODES {
                return Err(ReadError::TooMany { what: "subgraphs", limit: limits::MOST_NODES });
            }
            self.drawn.subgraphs.push(Subgraph { name, parent: home, ..Subgraph::default() });
            let nodes = self.list(index, defaults.clone(), depth + 1)?;
            return Ok((line, Some(nodes), Cow::Borrowed("")));
        }
        if name.is_empty()
            && !matches!(self.ahead, Token::OpenList | Token::Equals | Token::Edge(_) | Token::Semicolon)
        {
            self.step()?;
            return Err(broken(line, "a node, an edge or a subgraph is due here"));
        }
        // The side on which an edge ends says nothing to a map.
        while self.ahead == Token::Colon {
            self.step()?;
            self.word()?;
        }
        Ok((line, None, name))
    }

    fn nodes(
        &mut self,
        end: &mut (u32, Option<Vec<usize>>, Cow<'t, str>),
        home: usize,
        defaults: &Defaults<'t>,
        line: u32,
    ) -> Result<Vec<usize>, ReadError> {
        if let Some(nodes) = &end.1 {
            return Ok(nodes.clone());
        }
        let id = std::mem::take(&mut end.2);
        if let Some(index) = self.by_id.get(&id) {
            let node = &mut self.drawn.nodes[*index];
            if node.home == 0 {
                node.home = home;
            }
            return Ok(vec![*index]);
        }
        let index = self.drawn.nodes.len();
        if index >= limits::MOST_NODES {
            return Err(ReadError::TooMany { what: "nodes", limit: limits::MOST_NODES });
        }
        self.by_id.insert(id.clone(), index);
        self.drawn.nodes.push(DrawnNode { id, attributes: defaults.node.clone(), home, line });
        Ok(vec![index])
    }

    fn attributes(&mut self) -> Result<Attributes<'t>, ReadError> {
        let mut found = Attributes::new();
        while self.ahead == Token::OpenList {
            self.step()?;
            loop {
                match &self.ahead {
                    Token::CloseList => {
                        self.step()?;
                        break;
                    }
                    Token::Comma | Token::Semicolon => {
                        self.step()?;
                    }
                    _ => {
                        let key = self.word()?;
                        let mut value = Cow::Borrowed("true");
                        if self.ahead == Token::Equals {
                            self.step()?;
                            value = self.word()?;
                        }
                        found.push((key, value));
                    }
                }
            }
        }
        Ok(found)
    }
}
