import { Page } from '../frame/page.tsx';

/** LibraryPage. */
export function LibraryPage() {
  return <Page title="LibraryPage">{null}</Page>;
}
