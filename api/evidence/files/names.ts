import { plainLine } from '../../http/plain-text.ts';

const mostCharacters = 150;

/**
 * The name a file is kept and offered under: its last part only, without control and direction characters, without
 * what file systems reserve, at most 150 characters with its extension kept. The name is data; no path is made of it.
 */
export function safeFilename(given: string): string {
  const last = plainLine(given).split(/[/\\]/).at(-1) ?? '';
  const name = last
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  return shortened(stem === '' ? 'file' : stem, mostCharacters - extension.length) + extension;
}

/** Cut by characters, so that none is left in half. */
function shortened(text: string, most: number): string {
  return Array.from(text).slice(0, Math.max(1, most)).join('');
}
