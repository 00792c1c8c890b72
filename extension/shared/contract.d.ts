// The JSON the core answers with (contract version 1), as far as the interface reads it.

export type Stance = "yes" | "no" | "conditional" | "not_stated";
export type Condition = "consent" | "opt_out" | "legal_request" | "contract" | "exception" | "other";
export type PageKind = "privacy_policy" | "cookie_policy" | "terms" | "other";
export type Severity = "high" | "medium" | "low";

export interface Evidence {
  id: number;
  quote: string;
  lang: string;
  heading: string | null;
  block: number;
  start: number;
  end: number;
  /** How many earlier times the same text stands in the blocks before this place. */
  occurrence: number;
}

export interface Route {
  kind: string;
  target: string | null;
}

export interface Collected {
  category: string;
  stance: Stance;
  condition?: Condition | null;
  purposes: string[];
  sources: string[];
  evidence: number[];
}

export interface Sharing {
  recipient: string;
  stance: Stance;
  condition: Condition | null;
  evidence: number[];
}

export interface Retention {
  subject: string | null;
  basis: string;
  period: string | null;
  bound: "max" | "min" | "exact" | null;
  evidence: number[];
}

export interface Choice {
  action: string;
  routes: Route[];
  response_time: string | null;
  evidence: number[];
}

export interface Practice {
  practice: string;
  stance: Stance;
  condition?: Condition | null;
  detail: string | null;
  evidence: number[];
}

export interface Note {
  code: string;
  lang?: string;
  share?: number;
}

export interface Report {
  schema: "policylens/1";
  page: {
    kind: PageKind;
    confidence: number;
    title: string | null;
    controller: string | null;
    updated: string | null;
    effective: string | null;
    languages: { tag: string; share: number }[];
    words: number;
    reading_minutes: number;
  };
  collected: Collected[];
  sharing: Sharing[];
  sale: { stance: Stance; condition: Condition | null; evidence: number[] };
  retention: Retention[];
  choices: Choice[];
  practices: Practice[];
  contacts: { kind: string; target: string; role: string | null; evidence?: number[] }[];
  concerns: { code: string; severity: Severity; evidence: number[] }[];
  badge: { text: string; level: string; title: string };
  evidence: Evidence[];
  notes: Note[];
}

/** A piece of a page in reading order: text, an element that opens, or 0 where the innermost one closes. */
export type OutlineItem = string | [tag: string] | [tag: string, attrs: Record<string, string>] | 0;

export interface Input {
  kind: "html" | "text" | "markdown" | "outline" | "auto";
  content: string | OutlineItem[];
  url?: string;
  title?: string;
  lang?: string;
}

export interface SignalLink {
  text: string;
  href: string;
  area?: "footer" | "main" | "nav" | "form" | "banner";
}

export interface Signals {
  url?: string;
  title?: string;
  lang?: string;
  headings?: string[];
  text?: string;
  links?: SignalLink[];
}

export interface PolicyLink {
  href: string;
  text: string;
  kind: string;
  score: number;
}

export interface Detection {
  kind: PageKind;
  confidence: number;
  /** The site's policies that the page links to, best first. */
  policies: PolicyLink[];
}
