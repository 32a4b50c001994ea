/** What the server tells everyone who has a section open, as JSON in a stateless message: fetch these again. */
export type SectionNotice = { type: 'claims' } | { type: 'post-its' } | { type: 'section' };

/** Why a section's document cannot be opened; `reload` means the page is older than the server. */
export type RefusalReason = 'reload' | 'signed-out' | 'forbidden' | 'not-found';
