import { Page } from '../frame/page.tsx';

/** EvidencePage. */
export function EvidencePage(_: { id: string }) {
  return <Page title="EvidencePage">{null}</Page>;
}
