import { Page } from '../frame/page.tsx';

/** NewImportPage. */
export function NewImportPage() {
  return <Page title="NewImportPage">{null}</Page>;
}
