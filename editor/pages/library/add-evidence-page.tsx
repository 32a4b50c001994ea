import { Page } from '../frame/page.tsx';

/** AddEvidencePage. */
export function AddEvidencePage() {
  return <Page title="AddEvidencePage">{null}</Page>;
}
