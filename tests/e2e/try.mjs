import { start } from "../../scripts/browsers.mjs";
const name=process.argv[2];
const {browser,origin}=await start(name);
console.log(origin);
const page=await browser.newPage();
const log=(p)=>console.log(p.url());
try{ await page.goto(origin+"/popup/popup.html",{timeout:5000}); }catch(e){console.log("goto",e.message)}
for(const p of await browser.pages()) log(p);
for(const p of await browser.pages()) if(p.url().startsWith(origin)){ try{console.log(await p.evaluate(()=>Object.keys(globalThis.browser??globalThis.chrome).join()))}catch(e){console.log(e.message)} }
await browser.close();
