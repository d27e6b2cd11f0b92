import NodeEnvironmentModule from 'jest-environment-node';

const NodeEnvironment =
  NodeEnvironmentModule.TestEnvironment ??
  NodeEnvironmentModule.default?.TestEnvironment ??
  NodeEnvironmentModule;

/** Errors thrown by Node's core come from the outer realm; without this `instanceof Error` is false. */
export default class extends NodeEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, { Error, TypeError, Uint8Array });
  }
}
