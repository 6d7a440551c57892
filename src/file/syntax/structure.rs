//! How values are put together: structs, tuples, lists, tables; and how reading goes on after a mistake.
//! Must not know what any field means.

use super::{Field, Kind, MAX_DEPTH, MAX_VALUES, Node, Span, scanner::Scanner};

impl<'t> Scanner<'t> {
    /// One value; broken when none stands here.
    pub(super) fn value(&mut self) -> Node<'t> {
        let start = self.at;
        self.values += 1;
        if self.values > MAX_VALUES {
            self.give_up("the file holds more values than any map");
            return Node { span: Span::new(start, start), kind: Kind::Broken };
        }
        match self.peek() {
            Some(b'"') => self.quoted(),
            Some(b'(') => self.nested(b')', |scanner| scanner.round(None)),
            Some(b'[') => self.nested(b']', Self::list),
            Some(b'{') => self.nested(b'}', Self::table),
            Some(b'\'') => self.single_quoted(),
            Some(b'0'..=b'9' | b'+' | b'-' | b'.') => self.number(),
            _ => {
                if let Some(text) = self.raw_quoted() {
                    return text;
                }
                match self.word() {
                    Some(word) => self.word_or_named(start, word),
                    None => {
                        self.fault(format!("a value is missing: {} stands here", self.found()), None);
                        Node { span: Span::new(start, start), kind: Kind::Broken }
                    }
                }
            }
        }
    }

    fn word_or_named(&mut self, start: usize, word: &'t str) -> Node<'t> {
        let blanks = self.bytes[self.at..].iter().take_while(|byte| **byte == b' ').count();
        if self.bytes.get(self.at + blanks) != Some(&b'(') {
            return Node { span: Span::new(start, self.at), kind: Kind::Word(word) };
        }
        self.at += blanks;
        let mut node = self.nested(b')', |scanner| scanner.round(Some(word)));
        node.span.start = Span::new(start, start).start;
        node
    }

    /// Takes the opening bracket, reads the inside unless it lies too deep, and gives the whole its span.
    fn nested(&mut self, closing: u8, inside: impl FnOnce(&mut Self) -> Kind<'t>) -> Node<'t> {
        let start = self.at;
        if self.open.len() >= MAX_DEPTH {
            self.fault(
                format!("brackets lie more than {MAX_DEPTH} deep in one another"),
                Some("no map needs that; was another file pasted in here?".into()),
            );
            self.skip_brackets();
            return Node { span: Span::new(start, self.at), kind: Kind::Broken };
        }
        self.at += 1;
        self.open.push(closing);
        let kind = inside(self);
        self.open.pop();
        Node { span: Span::new(start, self.at), kind }
    }

    /// Whether the innermost bracket ends here; takes its closing sign. A closing sign that belongs to an outer bracket
    /// ends this one too, with a fault; one that belongs to none is passed over, with a fault.
    fn ends(&mut self, start: usize) -> bool {
        let Some(&closing) = self.open.last() else { return true };
        loop {
            self.trivia();
            match self.peek() {
                Some(sign) if sign == closing => {
                    self.at += 1;
                    return true;
                }
                None => {
                    self.cut_off = true;
                    self.fault_at(
                        start,
                        "the file ends before this bracket is closed",
                        Some("was the file cut off? Look for an older copy of it".into()),
                    );
                    return true;
                }
                Some(sign @ (b')' | b']' | b'}')) => {
                    if self.open.contains(&sign) {
                        self.fault_missing(closing, start);
                        return true;
                    }
                    self.fault(format!("no bracket is open that {} could close", self.found()), None);
                    self.at += 1;
                    self.trivia();
                    self.comma();
                }
                Some(_) => return false,
            }
        }
    }

    fn fault_missing(&mut self, closing: u8, start: usize) {
        if self.has_said(self.at) {
            return;
        }
        let closing = char::from(closing);
        let line = self.text[..start].bytes().filter(|byte| *byte == b'\n').count() + 1;
        self.fault(
            format!("`{closing}` is missing before {}", self.found()),
            Some(format!("close the bracket of line {line}")),
        );
    }

    /// After a value: takes the comma. When something else stands here, says so and goes on where it makes sense.
    /// False when the bracket should be taken as closed.
    fn separator(&mut self, value: &Node<'t>, start: usize) -> bool {
        self.trivia();
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                return true;
            }
            None | Some(b')' | b']' | b'}') => return true,
            Some(_) => {}
        }
        let is_broken = matches!(value.kind, Kind::Broken);
        let end = value.span.end as usize;
        let closing = self.open.last().copied().unwrap_or(b')');
        if closing == b']' && self.sees_field() {
            return true;
        }
        let starts_item = matches!(self.peek(), Some(b'(' | b'"' | b'['));
        if starts_item && closing == b')' && self.text[end..self.at].contains('\n') {
            self.fault_missing(closing, start);
            return false;
        }
        if (closing == b')' && self.sees_field()) || (starts_item && closing == b']') {
            if !is_broken {
                self.fault_at(end, "a comma is missing here", None);
            }
            return true;
        }
        if !is_broken {
            let message = format!("expected `,` or `{}` here, found {}", char::from(closing), self.found());
            self.fault(message, None);
        }
        self.skip_to_separator();
        true
    }

    fn round(&mut self, name: Option<&'t str>) -> Kind<'t> {
        let start = self.at - 1;
        let mut fields = Vec::new();
        let mut items = Vec::new();
        while !self.ends(start) {
            let at = self.at;
            if let Some(name) = self.field_name() {
                self.trivia();
                let value = self.value();
                let goes_on = self.separator(&value, start);
                fields.push(Field { name, start: Span::new(at, at).start, value });
                if !goes_on {
                    break;
                }
                continue;
            }
            if !fields.is_empty() {
                if self.peek() == Some(b'(') && self.open.contains(&b']') {
                    self.fault_missing(b')', start);
                    break;
                }
                let message = format!("expected a field such as `name: \"...\"`, found {}", self.found());
                self.fault(message, None);
                self.skip_to_separator();
                self.comma();
                continue;
            }
            let item = self.value();
            let goes_on = self.separator(&item, start);
            items.push(item);
            if !goes_on {
                break;
            }
        }
        if fields.is_empty() { Kind::Tuple { name, items } } else { Kind::Struct { fields } }
    }

    fn list(&mut self) -> Kind<'t> {
        let start = self.at - 1;
        let mut items = Vec::new();
        while !self.ends(start) {
            if self.sees_field() && self.open.len() > 1 {
                self.fault_missing(b']', start);
                break;
            }
            let item = self.value();
            self.separator(&item, start);
            items.push(item);
        }
        Kind::List(items)
    }

    fn table(&mut self) -> Kind<'t> {
        let start = self.at - 1;
        let mut entries = Vec::new();
        while !self.ends(start) {
            let key = self.value();
            self.trivia();
            if self.peek() != Some(b':') {
                self.fault(format!("expected `:` after the key, found {}", self.found()), None);
                self.skip_to_separator();
                self.comma();
                continue;
            }
            self.at += 1;
            self.trivia();
            let value = self.value();
            self.separator(&value, start);
            entries.push((key, value));
        }
        Kind::Map(entries)
    }

    fn comma(&mut self) {
        if self.peek() == Some(b',') {
            self.at += 1;
        }
    }

    /// Passes over everything up to the next comma, closing bracket or field of this bracket.
    fn skip_to_separator(&mut self) {
        loop {
            match self.peek() {
                None | Some(b',' | b')' | b']' | b'}') => return,
                Some(b'(' | b'[' | b'{') => self.skip_brackets(),
                Some(b'\n' | b'/') => {
                    self.skip_one();
                    if self.sees_field() {
                        return;
                    }
                }
                Some(_) => self.skip_one(),
            }
        }
    }

    /// Passes over a bracket and all within it, however deep, without recursion.
    fn skip_brackets(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'(' | b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b')' | b']' | b'}' => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                _ => self.skip_one(),
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Passes over one text, comment or sign.
    fn skip_one(&mut self) {
        match self.peek() {
            Some(b'"') => {
                self.quoted();
            }
            Some(b'/' | b'\n') => {
                let before = self.at;
                self.trivia();
                if self.at == before {
                    self.at += 1;
                }
            }
            Some(_) => self.at += self.text[self.at..].chars().next().map_or(1, char::len_utf8),
            None => {}
        }
    }
}
