interface Field {
  instruction: string;
  shown: boolean;
}

/** The complex fields open at a place in the text: links, tables of contents, page numbers (ECMA-376 part 1, 17.16). */
export class Fields {
  private readonly open: Field[] = [];

  /** Handles a `w:fldChar` of type begin, separate or end. */
  mark(type: string): void {
    const last = this.open.at(-1);
    if (type === 'begin') this.open.push({ instruction: '', shown: false });
    else if (type === 'separate' && last) last.shown = true;
    else if (type === 'end') this.open.pop();
  }

  /** Adds to the instruction of the field that is being declared. */
  instruct(text: string): void {
    const last = this.open.at(-1);
    if (last && !last.shown) last.instruction += text;
  }

  /** The address the text now being shown links to, or null. */
  href(): string | null {
    const field = this.open.find(({ shown, instruction }) => shown && /^\s*HYPERLINK\b/.test(instruction));
    return /HYPERLINK\s+"([^"]+)"/.exec(field?.instruction ?? '')?.[1] ?? null;
  }

  /** True inside a table of contents that Word made. */
  inContents(): boolean {
    return this.open.some(({ instruction }) => /^\s*TOC\b/.test(instruction));
  }
}
