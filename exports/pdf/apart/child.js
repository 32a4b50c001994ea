import { register } from 'tsx/esm/api';

register();
await import('./child-main.ts');
