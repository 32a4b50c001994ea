import { Page } from '../frame/page.tsx';

/** InvitationPage. */
export function InvitationPage() {
  return <Page title="InvitationPage">{null}</Page>;
}
