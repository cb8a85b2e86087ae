/** The style of the page for the member's phone. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#1a2233;--soft:#5b6577;--ground:#f4f6fa;--card:#fff;--edge:#98a2b3;--accent:#1d4ed8;--on:#fff;--ok:#0a7a3f;--busy:#a05a00}
@media (prefers-color-scheme:dark){:root{--ink:#eef1f6;--soft:#aeb8c8;--ground:#12151b;--card:#1c2129;--edge:#6b778a;--accent:#8fb4ff;--on:#0d1730;--ok:#5fd99a;--busy:#ffc76b}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:17px/1.6 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif;-webkit-text-size-adjust:100%}
header,main{max-width:480px;margin:0 auto;padding:16px max(16px,env(safe-area-inset-right)) 0 max(16px,env(safe-area-inset-left))}
header{color:var(--soft);font-weight:600}
main{display:grid;gap:16px;padding-bottom:40px}
h1{margin:24px 0 0;font-size:24px;line-height:1.3}
h2{margin:0 0 6px;font-size:15px;font-weight:600;color:var(--soft)}
p,dl,dd{margin:0}
section{padding:18px;border-radius:16px;background:var(--card)}
form{display:grid;gap:14px;margin-top:24px}
.top{display:flex;flex-wrap:wrap;gap:2px 12px;justify-content:space-between;color:var(--soft);font-size:15px}
.state{font-weight:600}
.open .state{color:var(--ok)}
.busy .state{color:var(--busy)}
.small{color:var(--soft);font-size:15px}
.button~.small{margin-top:8px}
.number{display:inline-block;min-height:48px;color:inherit;font-size:min(34px,9vw);font-weight:650;font-variant-numeric:tabular-nums;line-height:48px;text-decoration:none;-webkit-user-select:all;user-select:all}
.button{display:flex;align-items:center;justify-content:center;width:100%;min-height:56px;margin-top:12px;padding:8px 16px;border:0;border-radius:14px;background:var(--accent);color:var(--on);font:inherit;font-size:19px;font-weight:600;text-align:center;text-decoration:none}
.button.outline{background:none;box-shadow:inset 0 0 0 1px var(--edge);color:var(--ink)}
.button:focus-visible,.number:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.code{font-size:40px;font-weight:700;font-variant-numeric:tabular-nums;letter-spacing:.14em;line-height:1.3;-webkit-user-select:all;user-select:all}
dl{display:grid;gap:4px}
dt{color:var(--soft);font-size:15px}
dd{margin-bottom:10px;overflow-wrap:anywhere;white-space:pre-wrap}
`;

/** Its script: copying. Without a script the number can be pressed and selected. */
export const PAGE_SCRIPT = `
document.addEventListener('click',function(event){
  var button=event.target.closest&&event.target.closest('[data-copy]');
  if(!button)return;
  var text=button.getAttribute('data-copy');
  var say=function(done){button.nextElementSibling.textContent=button.getAttribute(done?'data-done':'data-failed')};
  var old=function(){
    var field=document.createElement('textarea');
    field.value=text;field.readOnly=true;
    document.body.appendChild(field);field.select();field.setSelectionRange(0,text.length);
    var done=false;
    try{done=document.execCommand('copy')}catch(error){done=false}
    field.remove();say(done);
  };
  if(navigator.clipboard&&navigator.clipboard.writeText)navigator.clipboard.writeText(text).then(function(){say(true)},old);
  else old();
});
`;
