import { Page } from '../frame/page.tsx';

/** PeoplePage. */
export function PeoplePage() {
  return <Page title="PeoplePage">{null}</Page>;
}
