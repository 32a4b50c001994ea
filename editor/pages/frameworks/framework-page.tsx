import { Page } from '../frame/page.tsx';

/** FrameworkPage. */
export function FrameworkPage(_: { id: string }) {
  return <Page title="FrameworkPage">{null}</Page>;
}
