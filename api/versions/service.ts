/** Versions, for the features above: frozen copies of assessments, and what people said of them. */
export { takeQuietVersions } from './automatic/quiet.ts';
export { thinVersions } from './automatic/thinning.ts';
export { compareVersions } from './comparing/service.ts';
export { freezeNow, type FrozenNow } from './freezing/freeze.ts';
export { canonicalJson, fingerprint } from './freezing/fingerprint.ts';
export { noteExported, readFrozen, type ReadVersion, versionScope, viewNumbered } from './reading.ts';
export { takeAutomaticVersion, takeVersion } from './taking.ts';
export { type SignOffShown, signOffShownOn } from './signing/overview.ts';
