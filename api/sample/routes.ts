import { type SetUpDone, setUpInput } from '../accounts/contract.ts';
import { withSetUpToken } from '../accounts/installation.ts';
import { giveSession } from '../accounts/routes.ts';
import { describeMe } from '../accounts/service.ts';
import { openRoute, type Route } from '../http/route.ts';
import { loadSample } from './load.ts';
import { setUpCouncil } from './set-up.ts';

/** The first start: a council of one's own, or the sample council. */
export const setUpRoutes: readonly Route[] = [
  openRoute({
    method: 'POST',
    path: '/set-up',
    input: setUpInput,
    handle: async (input, { req, res }): Promise<SetUpDone> => {
      if (input.kind === 'council') {
        const signedIn = await setUpCouncil(input);
        await giveSession(req, res, signedIn);
        const [first] = signedIn.actor.memberships;
        return { me: describeMe(signedIn.actor), assessment: first?.assessment ?? null, sample: null };
      }
      const { signedIn, assessment, password, people } = await withSetUpToken(input.token, loadSample);
      await giveSession(req, res, signedIn);
      return { me: describeMe(signedIn.actor), assessment, sample: { password, people } };
    },
  }),
];
