//! Tables: dense for staff on a desk; on a phone each row is a labelled list that keeps its headings and its roles.

use maud::{Markup, Render, html};

use crate::{empty::Empty, words::t};

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    /// Lowest first.
    Up,
    /// Highest first.
    Down,
}

/// A column: its heading, and whether its cells are numbers.
#[derive(Debug, Clone)]
pub struct Column {
    heading: String,
    number: bool,
    quiet: bool,
    link: Option<String>,
    sorted: Option<Sorted>,
}

impl Column {
    /// A column of text.
    pub fn text(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), number: false, quiet: false, link: None, sorted: None }
    }

    /// A column of numbers, set right with figures of one width.
    pub fn number(heading: impl Into<String>) -> Self {
        Self { number: true, ..Self::text(heading) }
    }

    /// A column of buttons and links, whose heading only screen readers need.
    pub fn actions(heading: impl Into<String>) -> Self {
        Self { quiet: true, ..Self::text(heading) }
    }

    /// A heading that sorts: where its link goes, and how it is sorted now.
    pub fn sorts(mut self, href: impl Into<String>, now: Option<Sorted>) -> Self {
        self.link = Some(href.into());
        self.sorted = now;
        self
    }

    fn aria_sort(&self) -> Option<&'static str> {
        self.sorted.map(|sorted| if sorted == Sorted::Up { "ascending" } else { "descending" })
    }

    fn head(&self) -> Markup {
        let class = self.number.then_some("number");
        html! {
            th scope="col" role="columnheader" class=[class] aria-sort=[self.aria_sort()] {
                @match &self.link {
                    Some(href) => a.sort href=(href) { (self.heading) (self.arrow()) },
                    None if self.quiet => span.sr-only { (self.heading) },
                    None => (self.heading),
                }
            }
        }
    }

    fn arrow(&self) -> Markup {
        match self.sorted {
            Some(Sorted::Up) => html! { span aria-hidden="true" { "↑" } span.sr-only { ", " (t("sort-ascending")) } },
            Some(Sorted::Down) => html! { span aria-hidden="true" { "↓" } span.sr-only { ", " (t("sort-descending")) } },
            None => html! {},
        }
    }
}

/// A row: one cell for each column. The first cell names the row.
#[derive(Debug, Clone)]
pub struct Row {
    cells: Vec<Markup>,
    id: Option<String>,
    marked: bool,
}

impl Row {
    /// A row of cells; use `html! { (value) }` for plain values.
    pub fn new(cells: impl IntoIterator<Item = Markup>) -> Self {
        Self { cells: cells.into_iter().collect(), id: None, marked: false }
    }

    /// An id to link to.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Set off from the others; say why in a cell.
    pub fn marked(mut self) -> Self {
        self.marked = true;
        self
    }
}

/// A table with a caption.
#[derive(Debug, Clone)]
pub struct Table {
    caption: String,
    caption_shown: bool,
    columns: Vec<Column>,
    rows: Vec<Row>,
    foot: Option<Row>,
    empty: Option<Empty>,
}

impl Table {
    /// A table; the caption says what its rows are.
    pub fn new(caption: impl Into<String>, columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            caption: caption.into(),
            caption_shown: true,
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
            foot: None,
            empty: None,
        }
    }

    /// Leaves the caption to screen readers, where a heading already says it.
    pub fn quiet_caption(mut self) -> Self {
        self.caption_shown = false;
        self
    }

    /// One more row.
    pub fn row(mut self, row: Row) -> Self {
        self.rows.push(row);
        self
    }

    /// More rows.
    pub fn rows(mut self, rows: impl IntoIterator<Item = Row>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// A row of totals.
    pub fn total(mut self, row: Row) -> Self {
        self.foot = Some(row);
        self
    }

    /// What stands here when there are no rows.
    pub fn empty(mut self, empty: Empty) -> Self {
        self.empty = Some(empty);
        self
    }

    fn draw(&self, row: &Row) -> Markup {
        html! {
            tr role="row" id=[&row.id] class=[row.marked.then_some("marked")] {
                @for (column, cell) in self.columns.iter().zip(&row.cells).take(1) {
                    th scope="row" role="rowheader" class=[column.number.then_some("number")] { (cell) }
                }
                @for (column, cell) in self.columns.iter().zip(&row.cells).skip(1) {
                    td role="cell" class=[column.number.then_some("number")] data-label=[(!column.quiet).then_some(&column.heading)] { (cell) }
                }
            }
        }
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        if self.rows.is_empty() {
            return self.empty.clone().unwrap_or_else(|| Empty::new(t("table-empty"))).render();
        }
        let caption = if self.caption_shown { "table-caption" } else { "sr-only" };
        html! {
            div.table-frame {
                table.table role="table" {
                    caption { span class=(caption) { (self.caption) } }
                    thead role="rowgroup" { tr role="row" { @for column in &self.columns { (column.head()) } } }
                    tbody role="rowgroup" { @for row in &self.rows { (self.draw(row)) } }
                    @if let Some(foot) = &self.foot { tfoot role="rowgroup" { (self.draw(foot)) } }
                }
            }
        }
    }
}
