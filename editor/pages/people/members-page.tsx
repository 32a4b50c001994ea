import { Page } from '../frame/page.tsx';

/** MembersPage. */
export function MembersPage(_: { id: string }) {
  return <Page title="MembersPage">{null}</Page>;
}
