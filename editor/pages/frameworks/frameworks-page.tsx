import { Page } from '../frame/page.tsx';

/** FrameworksPage. */
export function FrameworksPage() {
  return <Page title="FrameworksPage">{null}</Page>;
}
