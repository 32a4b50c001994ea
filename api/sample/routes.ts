import { setUpInput, type SetUpDone } from '../accounts/contract.ts';
import { giveSession } from '../accounts/routes.ts';
import { describeMe } from '../accounts/service.ts';
import { Unavailable } from '../http/errors.ts';
import { openRoute, type Route } from '../http/route.ts';
import { setUpCouncil } from './set-up.ts';

/** The first start: a council of one's own, or the sample council. */
export const setUpRoutes: readonly Route[] = [
  openRoute({
    method: 'POST',
    path: '/set-up',
    input: setUpInput,
    handle: async (input, { req, res }): Promise<SetUpDone> => {
      if (input.kind === 'sample') throw new Unavailable('The sample council is not ready yet.');
      const signedIn = await setUpCouncil(input);
      await giveSession(req, res, signedIn);
      return { me: describeMe(signedIn.actor), assessment: null, sample: null };
    },
  }),
];
