import { homedir } from "node:os";
import { posix, win32 } from "node:path";

/** What decides where Jupyter keeps things. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

export function surroundings(): Surroundings {
  return { env: process.env, platform: process.platform, home: homedir() };
}

/** The folder in which Jupyter keeps what belongs to this user, such as kernelspecs: as jupyter_core finds it. */
export function jupyterDataFolder({ env, platform, home } = surroundings()): string {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  const { join } = platform === "win32" ? win32 : posix;
  const byPlatform = ["1", "true", "yes", "on", "y"].includes(env.JUPYTER_PLATFORM_DIRS?.toLowerCase() ?? "");
  if (platform === "darwin") {
    return byPlatform
      ? join(home, "Library", "Application Support", "Jupyter")
      : join(home, "Library", "Jupyter");
  }
  if (platform === "win32") {
    if (byPlatform) return join(env.LOCALAPPDATA ?? join(home, "AppData", "Local"), "Jupyter");
    return env.APPDATA ? join(env.APPDATA, "jupyter") : join(home, ".jupyter", "data");
  }
  return join(env.XDG_DATA_HOME || join(home, ".local", "share"), "jupyter");
}
