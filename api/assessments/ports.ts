/**
 * What assessments need of features above them, given at start: the live text of sections, what is counted in
 * them and how far they are. Before they are given, nothing is seeded, everything counts zero and is being drafted.
 */
import type { RegionText, SectionText } from '../../editor/schema/document.ts';
import type { SectionCounts, SectionProgress } from './contract.ts';

type Seeder = (section: string, regions: Record<string, RegionText>) => Promise<unknown>;
type Counter = (sections: readonly string[]) => Promise<Record<string, SectionCounts>>;
type ProgressReader = (sections: readonly string[]) => Promise<Record<string, SectionProgress>>;
type LiveTextReader = (section: string) => Promise<SectionText>;
type Safeguard = (assessment: string, reason: string) => Promise<void>;
type SectionListener = (section: string) => unknown;

const nothing: SectionCounts = { claims: 0, claimsWithoutEvidence: 0, openPostIts: 0 };
const justBegun: SectionProgress = { state: 'drafting', agreed: null };
const listeners = new Set<SectionListener>();
let seeder: Seeder = () => Promise.resolve();
let liveTextReader: LiveTextReader = () => Promise.resolve({});
let counter: Counter = () => Promise.resolve({});
let safeguard: Safeguard = () => Promise.resolve();
let progressReader: ProgressReader = () => Promise.resolve({});

/** Takes what gives a new section its live document; it must be safe to call twice. */
export function setSectionSeeder(seed: Seeder): void {
  seeder = seed;
}

/** Takes what reads the text of a section as it stands. */
export function setLiveTextReader(read: LiveTextReader): void {
  liveTextReader = read;
}

/** Takes what counts claims and post-its by section. */
export function setSectionCounter(count: Counter): void {
  counter = count;
}

/** Takes what knows how far sections are. */
export function setProgressReader(read: ProgressReader): void {
  progressReader = read;
}

/** Takes what keeps an assessment as it stands before something is taken away. */
export function setSafeguard(keep: Safeguard): void {
  safeguard = keep;
}

/** Calls `listener` with a section's id after its grade, title or place changed; answers a function that stops it. */
export function onSectionChanged(listener: SectionListener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Gives a new section its live document. */
export async function seedText(section: string, regions: Record<string, RegionText>): Promise<void> {
  await seeder(section, regions);
}

/** The text of a section as it stands. */
export async function readLiveText(section: string): Promise<SectionText> {
  return liveTextReader(section);
}

/** What is counted in each of the sections; every section is in the answer. */
export async function countIn(sections: readonly string[]): Promise<Map<string, SectionCounts>> {
  const counts = await counter(sections);
  return new Map(sections.map((section) => [section, counts[section] ?? nothing]));
}

/** Keeps an assessment as it stands before something is taken away; `reason` says what. */
export function keepBefore(assessment: string, reason: string): Promise<void> {
  return safeguard(assessment, reason);
}

/** How far each of the sections is; every section is in the answer. */
export async function progressOf(sections: readonly string[]): Promise<Map<string, SectionProgress>> {
  const known = await progressReader(sections);
  return new Map(sections.map((section) => [section, known[section] ?? justBegun]));
}

/** Tells the listeners that a section changed. */
export async function announceSectionChange(section: string): Promise<void> {
  for (const listener of listeners) await listener(section);
}
