/** Tests that need no server: specs beside the code, adapters on files and processes of ours, and the journeys through HTTP. Those that take long are servers' suites. */
export const base = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2023',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleNameMapper: {
    '^#platform/(.*)$': '<rootDir>/libs/platform/$1/src/index.ts',
    '^#contexts/(.*)/contracts$': '<rootDir>/libs/contexts/$1/src/contracts/index.ts',
    '^#contexts/(.*)/definition$': '<rootDir>/libs/contexts/$1/src/definition.ts',
    '^#contexts/(.*)$': '<rootDir>/libs/contexts/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1'],
  },
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
};

export default {
  ...base,
  // Many suites wait for processes of theirs: one worker more than two cores pays.
  maxWorkers: 3,
  testMatch: ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts'],
};
