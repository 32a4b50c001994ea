import { Page } from '../frame/page.tsx';

/** ExportPage. */
export function ExportPage(_: { id: string }) {
  return <Page title="ExportPage">{null}</Page>;
}
