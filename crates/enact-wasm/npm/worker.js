// A worker of a browser: laws are read, proved and compared here, while the page goes on.

import { serve } from "./serve.js";
import { init } from "./web.js";

serve(self, init());
