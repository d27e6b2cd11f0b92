export function builtPages(): Promise<string>;
