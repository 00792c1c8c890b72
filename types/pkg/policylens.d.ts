// What the interface calls of the built wasm (src/wasm.rs), so that it can be checked before a build.

import type { Detection, Input, Report, Signals } from "../../extension/shared/contract.js";

export interface Block {
  kind: string;
  text: string;
  lang: string | null;
  heading: number | null;
  lead_in: number | null;
  boilerplate: boolean;
}

export default function init(options: { module_or_path: string | URL }): Promise<unknown>;
export function analyze(input: Input, options?: { all_evidence?: boolean; max_bytes?: number }): Report;
export function detect(signals: Signals): Detection;
export function blocks(input: Input): Block[];
export function version(): { version: string; schema: string; languages: string[] };
