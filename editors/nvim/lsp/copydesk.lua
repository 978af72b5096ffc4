-- With this folder's parent on the runtime path: vim.lsp.enable('copydesk')
return {
  cmd = { 'copydesk', 'lsp' },
  filetypes = { 'text', 'markdown', 'asciidoc', 'rst', 'org' },
  root_markers = { 'copydesk.toml', '.git' },
}
