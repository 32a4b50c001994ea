/** The path of the websocket. */
export const COLLABORATION_PATH = '/collaboration';
