import { start } from "../../scripts/browsers.mjs";
const {browser,origin}=await start("firefox");
const page=await browser.newPage();
page.goto(origin+"/popup/popup.html",{timeout:8000}).then(()=>console.log("goto ok"),e=>console.log("goto",e.message));
for(let i=0;i<10;i++){await new Promise(r=>setTimeout(r,1000));console.log((await browser.pages()).map(p=>p.url()), browser.targets().map(t=>t.type()+t.url()));}
await browser.close();
