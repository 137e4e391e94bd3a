"""Names of products, firms and techniques, as their owners write them.

One a line; behind the bar stand spellings that differ by more than case.
"""

NAMES = """\
GitHub
GitLab
Gitee
Google
Facebook
Foursquare
Microsoft
Twitter
YouTube
Instagram
LinkedIn
WhatsApp
WeChat
TikTok
OpenAI
ChatGPT
DeepSeek
DeepMind
iPhone
iPad
iOS
iPadOS
macOS
watchOS
iCloud
iTunes
MacBook
AirPods
Android
Linux
Ubuntu
Debian
Windows
PowerPoint
Photoshop
Firefox
Chrome
Gmail
JavaScript | Java Script
TypeScript
Node.js | NodeJS
Next.js | NextJS
Vue.js | VueJS
jQuery
HTML5
MySQL
PostgreSQL
SQLite
MongoDB
Redis
Hadoop
Kubernetes
Docker
TensorFlow
PyTorch
Python
WordPress
PayPal
eBay
VMware
Bluetooth
Stack Overflow | StackOverflow
Hacker News | HackerNews
Visual Studio
VS Code | VSCode
App Store
Apple Watch
Apple Pay
IPv4
IPv6
IoT
AIoT
SaaS
PaaS
IaaS
mRNA
PM2.5
Wikipedia
Netflix
LeanCloud
Reddit
Telegram
Spotify
ARPANET
NASA
UNESCO
"""
