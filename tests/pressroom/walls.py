"""The pages that stand where an article should be: challenges, captchas, login walls, soft 404s, parked domains."""


def forbidden() -> str:
    """A web application firewall's refusal."""
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>403 Forbidden</title></head><body><h1>访问被拒绝</h1>"
        "<p>您的请求疑似攻击行为，已被网站防火墙拦截。如有疑问请联系网站管理员并提供事件编号：7f3c9a0e5d21。</p></body></html>"
    )


def not_found() -> str:
    """An honest 404."""
    return (
        "<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center>"
        "<hr><center>nginx</center></body></html>"
    )


def soft_404() -> str:
    """A missing page that is answered with 200."""
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>您要访问的页面不存在</title></head><body>"
        "<div class='header'><a href='/'>首页</a> <a href='/news/'>新闻中心</a> <a href='/about/'>关于我们</a></div>"
        "<div class='error-box'><img src='/static/404.png' alt='404'><h2>抱歉，您要访问的页面不存在或已被删除</h2>"
        "<p>您可以：检查网址是否正确；返回 <a href='/'>网站首页</a>；<span id='sec'>5</span> 秒后自动跳转。</p></div>"
        "<div class='footer'>版权所有 京ICP备00000000号</div></body></html>"
    )


def login_wall() -> str:
    """An article that is only shown to members."""
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>用户登录</title></head><body><div class='login-panel'>"
        "<h2>请先登录</h2><p>本内容仅对注册用户开放，请登录后继续阅读全文。</p><form action='/passport/login' method='post'>"
        "<input name='mobile' placeholder='手机号'><input name='password' type='password' placeholder='密码'>"
        "<input name='captcha' placeholder='图形验证码'><button>登录</button></form>"
        "<p>还没有账号？<a href='/passport/register'>立即注册</a>　<a href='/passport/forget'>忘记密码</a>　微信扫码登录</p>"
        "</div></body></html>"
    )


def challenge() -> str:
    """A cookie that only a script can compute, asked for with status 200 (the acw_sc__v2 kind)."""
    return (
        "<html><script>\nvar arg1='3F2A9C0D71B84E65A0C9D3E1F7B2645880A1C2D3';\n(function(a,c){var G=a0j,d=a();while(!![]){try{"
        "var e=-parseInt(G(0x117))/0x1*(parseInt(G(0x111))/0x2);if(e===c)break;else d['push'](d['shift']());}catch(f){"
        "d['push'](d['shift']());}}}(a0i,0x760bf));function setCookie(name,value){var expiredate=new Date();"
        "expiredate.setTime(expiredate.getTime()+(3600*1000));document.cookie=name+'='+value+';expires='"
        "+expiredate.toGMTString()+';max-age=3600;path=/';}function reload(x){setCookie('acw_sc__v2',x);"
        "document.location.reload();}\n</script></html>"
    )


def jiasule() -> str:
    """The first answer of an accelerator that wants its cookie set by script (status 521)."""
    return (
        "<script>document.cookie=('_')+('_')+('j')+('s')+('l')+('_')+('c')+('l')+('e')+('a')+('r')+('a')+('n')+('c')+('e')"
        "+('_')+('s')+('=')+(-~[]+'')+((1+[4]>>1)+'')+('|')+('-')+(-~(0)+'')+';max-age=3600;path=/';"
        "location.href=location.pathname+location.search</script>"
    )


def ruishu() -> str:
    """The empty shell with one obfuscated script that comes with status 412."""
    return (
        '<!DOCTYPE html><html><head><meta charset="UTF-8"><meta content="' + "qYbS3vKxR1o" * 12 + "\" r='m'>"
        "<script type=\"text/javascript\" r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=67385;"
        "$_ts.cd=\"qxoZrcGlcaqcraqdWkl\";</script><script charset='iso-8859-1' src='/4QbVtADbnLVIc/d.FxJzG50F.js' r='m'>"
        "</script></head><body></body></html>"
    )


def captcha() -> str:
    """A page that wants a person."""
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>安全验证</title></head><body><div class='verify-wrap'>"
        "<h3>环境异常</h3><p>当前环境异常，完成验证后即可继续访问。</p><div id='slider'>请按住滑块，拖动到最右边</div>"
        "<a href='javascript:;' id='js_verify'>去验证</a></div><script src='/captcha/slide.js'></script></body></html>"
    )


def parked() -> str:
    """A domain that somebody else holds now."""
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>该域名正在出售 - This domain is for sale</title></head><body>"
        "<h1>您访问的域名正在转让</h1><p>This domain may be for sale. 如需购买请联系域名持有人。</p>"
        "<ul><li><a href='/search?kw=deepseek'>deepseek 官网下载</a></li><li><a href='/search?kw=loan'>网络贷款平台</a></li>"
        "<li><a href='/search?kw=car'>二手车报价大全</a></li></ul></body></html>"
    )


PAGES = {"soft_404": soft_404, "login_wall": login_wall, "captcha": captcha, "challenge": challenge}
