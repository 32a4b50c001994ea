import { Page } from '../frame/page.tsx';

/** ImportPage. */
export function ImportPage(_: { id: string }) {
  return <Page title="ImportPage">{null}</Page>;
}
