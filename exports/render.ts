import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import Handlebars from 'handlebars';
import { readFonts } from './fonts.ts';

/** Where a document is read: on numbered pages, or in a browser. */
export type Medium = 'print' | 'screen';

/** The documents there are templates for. */
export type Template = 'inspection' | 'internal' | 'comparison';

type Draw = (context: object) => string;

const templates = new URL('../templates/', import.meta.url);
const fileUrl = (path: string): URL => new URL(path, templates);
const compiled = new Map<string, Draw>();
let fonts: ReturnType<typeof readFonts> | undefined;

/**
 * A template with its view as one self-contained HTML page: styles and fonts inside, no script, nothing to load. Both media
 * share their partials; each has its own layout and contents. Pure: the same view gives the same text.
 */
export function renderHtml(template: Template, medium: Medium, view: object): string {
  const key = `${template} ${medium}`;
  const draw = compiled.get(key) ?? compile(template, medium);
  compiled.set(key, draw);
  fonts ??= readFonts();
  return draw({ ...view, fonts });
}

/**
 * Compiled strictly: a name the view does not have is an error, and there are no helpers. The templates hold no triple-stash
 * (a test reads them), so every word of a user is escaped.
 */
function compile(template: Template, medium: Medium): Draw {
  const handlebars = Handlebars.create();
  for (const folder of ['partials/', `${medium}/`]) {
    for (const file of readdirSync(fileUrl(folder)).filter((name) => name.endsWith('.hbs'))) {
      handlebars.registerPartial(basename(file, '.hbs'), read(folder + file));
    }
  }
  handlebars.registerPartial('styles', read('styles/shared.css') + read(`styles/${medium}.css`));
  return handlebars.compile(read(`${template}.hbs`), {
    strict: true,
    preventIndent: true,
    knownHelpersOnly: true,
  });
}

function read(path: string): string {
  return readFileSync(fileUrl(path), 'utf8');
}
