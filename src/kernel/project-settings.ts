/** What the notebook's tsconfig.json says that matters when code runs, and not only when it is checked. */
export interface ProjectSettings {
  /** Decorators as of TypeScript 4, `experimentalDecorators`; those of JavaScript otherwise. */
  readonly legacyDecorators: boolean;
  /** Legacy decorators find the types in `Reflect`'s metadata: `emitDecoratorMetadata`. */
  readonly decoratorMetadata: boolean;
  /** The fields of classes are assigned, and not defined as JavaScript does: `useDefineForClassFields: false`. */
  readonly assignsFields: boolean;
  /** What stands for other modules: `paths`, from patterns with at most one `*` to whole paths. */
  readonly paths: Readonly<Record<string, readonly string[]>>;
}

/** Without a tsconfig.json. */
export const defaultSettings: ProjectSettings = {
  legacyDecorators: false,
  decoratorMetadata: false,
  assignsFields: false,
  paths: {},
};
